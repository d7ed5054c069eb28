"""What every answer ends with: its legal basis, notices, the day it was checked, next questions."""

import re
from collections.abc import Iterable, Sequence

from procedures import registers
from procedures.answers.page import Page, Part, block
from procedures.answers.soon import soon_line
from procedures.answers.told import told_line
from procedures.answers.undated import undated_line
from procedures.calendar import written
from procedures.conditions import holds
from procedures.payload import Payload, SourceLink, number_buttons
from procedures.record import Notice, Row
from procedures.words import say

NEXT = ("documents", "fee", "time", "steps", "where", "online", "form")
"""Topics offered as next questions, in this order, without the one just answered."""
OFFERED = 4
NAMED = 4
"""Sources named in the text; all stand in ``Payload.sources``."""


def finish(page: Page, topic: str, part: Part) -> Payload:
    """The payload of a part: its text made complete, its sources named."""
    found = page.found
    # What is still to come or ends is the part's own matter under «what changes».
    notices = notices_beside(page, [topic], part) if topic != "changes" else []
    buttons = [*_guided(page, topic), *next_questions(found.record.slug, topic, page.lang)]
    if part.published and (soon := soon_line(page, topic)):
        part.lines.append(soon)
    if part.narrowed and part.narrowed.reasons:
        part.lines.append(told_line(part.narrowed, page.lang))
        buttons.append((page.say("button.forget"), found.record.slug, "inform"))
    return assemble([page], topic, part, [(notice, page.read(notice.text) or "") for notice in notices]).model_copy(
        update={"buttons": number_buttons(buttons)}
    )


def _guided(page: Page, topic: str) -> list[tuple[str, str | None, str | None]]:
    """«Lead me step by step», where the overview of a procedure with a guide is shown."""
    record = page.found.record
    return [(page.say("button.guide"), record.slug, "guide")] if topic == "overview" and record.guide else []


def notices_beside(page: Page, topics: Iterable[str], part: Part) -> list[Notice]:
    """Notices for these topics that the part does not say already: none of its rows rests on the same basis."""
    if not part.published:
        return []
    said = {title for row in part.rows for title in row.basis}
    found = page.found
    notices = [n for topic in topics for n in registers.notices(page.session, found.record.slug, topic, found.on)]
    return [
        notice
        for notice in {notice.id: notice for notice in notices}.values()
        if said.isdisjoint(notice.basis) and holds(notice, page.facts) is not False
    ]


def assemble(pages: Sequence[Page], topic: str, part: Part, notices: Sequence[tuple[Notice, str]]) -> Payload:
    """The payload of a part about one or more procedures, the first of which it names; notices with their words."""
    page = next((page for page in pages if page.found.overdue), min(pages, key=lambda p: p.found.record.checked_on))
    first, checked = pages[0], page.found.record.checked_on
    sources = _sources(pages, part, [notice for notice, _ in notices])
    lines = [*part.lines, *(first.say("knowledge.notice", text=text) for _, text in notices)]
    if undated := undated_line(first, part.rows):
        lines.append(undated)
    if sources:
        lines.append(sources_line(sources, first.lang))
    key = "knowledge.overdue" if page.found.overdue else "knowledge.checked_on"
    lines.append(first.say(key, day=written(checked), on=written(page.found.on)))
    blocks = list(part.blocks)
    if notices:
        rows = [{"text": text, "from": notice.from_, "to": notice.to} for notice, text in notices]
        blocks.append(block("notice", first.say("block.notice"), rows))
    starts = {row.from_ for row in part.rows}
    return Payload(
        kind="answer",
        outcome=part.outcome,
        lang="en" if first.lang == "en" else "vi",
        procedure=first.found.record.slug,
        topic=topic,
        text="\n".join(lines),
        blocks=blocks,
        sources=sources,
        version=first.found.version,
        in_force_from=starts.pop() if len(starts) == 1 else None,  # one day only where all rows agree
        checked_on=checked,
    )


def sources_line(sources: Sequence[SourceLink], lang: str) -> str:
    """The line of an answer's text on what it rests on: the first titles, and how many more there are."""
    titles = "; ".join(source.title for source in sources[:NAMED])
    more = len(sources) - NAMED
    return say("knowledge.sources_more" if more > 0 else "knowledge.sources", lang, titles=titles, more=more)


def next_questions(slug: str, topic: str | None, lang: str) -> list[tuple[str, str | None, str | None]]:
    """Buttons for what people ask next about the same procedure."""
    topics = [next_topic for next_topic in NEXT if next_topic != topic][:OFFERED]
    return [(say(f"button.{next_topic}", lang), slug, next_topic) for next_topic in topics]


def _sources(pages: Sequence[Page], part: Part, notices: Sequence[Notice]) -> list[SourceLink]:
    """Legal documents first, those that most rows rest on before others; then the portal's page, the sources in which
    rows without a legal document were read, and what the notices rest on. Each once.
    """
    page, rows = pages[0], [*part.rows, *part.cited]
    links = {link.title: link for link in _laws(page, rows)}
    for code in dict.fromkeys(code.code for each in pages for code in each.found.record.codes[:1]):
        title = page.say("knowledge.portal_page", code=code)
        links[title] = SourceLink(title=title, url=portal_page(code))
    for link in (*_read(page, rows), *_laws(page, notices), *_read(page, notices)):
        links.setdefault(link.title, link)
    return list(links.values())


def _laws(page: Page, rows: Sequence[Row]) -> list[SourceLink]:
    laws, cited = registers.laws(page.session), [title for row in rows for title in row.basis]
    titles = sorted(dict.fromkeys(cited), key=cited.count, reverse=True)
    return [SourceLink(title=title, url=laws[title].url if title in laws else None) for title in titles]


def _read(page: Page, rows: Sequence[Row]) -> list[SourceLink]:
    found = registers.sources(page.session)
    keys = dict.fromkeys(key for row in rows if not row.basis for key in row.sources if key in found)
    return [SourceLink(title=f"{found[key].title.in_(page.lang)} ({read_day(found[key].read)})") for key in keys]


def read_day(read: str) -> str:
    """«2024-02 – 2025-07» as people write it: 02/2024 – 07/2025."""
    read = re.sub(r"(\d{4})-(\d{2})-(\d{2})", r"\3/\2/\1", read)
    return re.sub(r"(?<!\d)(\d{4})-(\d{2})(?!\d)", r"\2/\1", read)


def portal_page(code: str) -> str:
    """Address of a procedure's page on the National Public Service Portal (rule 4 of the fact sheet)."""
    return f"https://dichvucong.gov.vn/dich-vu-cong-truc-tuyen/{code}"
