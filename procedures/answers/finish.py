"""What every answer ends with: its legal basis, notices, the day it was checked, next questions."""

from procedures import registers
from procedures.answers.page import Page, Part, block
from procedures.calendar import written
from procedures.payload import Payload, SourceLink, number_buttons
from procedures.record import Notice
from procedures.words import say

NEXT = ("documents", "fee", "time", "steps", "where", "online", "form")
"""Topics offered as next questions, in this order, without the one just answered."""
OFFERED = 4


def finish(page: Page, topic: str, part: Part) -> Payload:
    """The payload of a part: its text made complete, its sources named."""
    found = page.found
    notices = registers.notices(page.session, found.record.slug, topic, found.on) if part.published else []
    sources = _sources(page, part, notices)
    lines = [*part.lines, *(_notice_line(page, notice) for notice in notices)]
    if sources:
        lines.append(page.say("knowledge.sources", titles="; ".join(source.title for source in sources)))
    key = "knowledge.overdue" if found.overdue else "knowledge.checked_on"
    lines.append(page.say(key, day=written(found.record.checked_on)))
    blocks = list(part.blocks)
    if notices:
        blocks.append(block("notice", page.say("block.notice"), [_notice_row(page, notice) for notice in notices]))
    starts = [row.from_ for row in part.rows if row.from_]
    return Payload(
        kind="answer",
        outcome="answered" if part.published else "unanswerable_not_in_force",
        lang="en" if page.lang == "en" else "vi",
        procedure=found.record.slug,
        topic=topic,
        text="\n".join(lines),
        blocks=blocks,
        buttons=number_buttons(next_questions(found.record.slug, topic, page.lang)),
        sources=sources,
        version=found.version,
        in_force_from=max(starts) if starts else None,
        checked_on=found.record.checked_on,
    )


def next_questions(slug: str, topic: str | None, lang: str) -> list[tuple[str, str | None, str | None]]:
    """Buttons for what people ask next about the same procedure."""
    topics = [next_topic for next_topic in NEXT if next_topic != topic][:OFFERED]
    return [(say(f"button.{next_topic}", lang), slug, next_topic) for next_topic in topics]


def _sources(page: Page, part: Part, notices: list[Notice]) -> list[SourceLink]:
    """Legal documents first; where a row has none, the sources in which it was read; each once."""
    laws, registered = registers.laws(page.session), registers.sources(page.session)
    links: dict[str, SourceLink] = {}
    rows = [*part.rows, *notices]
    for title in dict.fromkeys(title for row in rows for title in row.basis):
        links[title] = SourceLink(title=title, url=laws[title].url if title in laws else None)
    for key in dict.fromkeys(key for row in rows if not row.basis for key in row.sources):
        if key in registered:
            title = f"{registered[key].title.in_(page.lang)} ({registered[key].read})"
            links.setdefault(title, SourceLink(title=title))
    for code in page.found.record.codes[:1]:
        title = page.say("knowledge.portal_page", code=code.code)
        links[title] = SourceLink(title=title, url=portal_page(code.code))
    return list(links.values())


def portal_page(code: str) -> str:
    """Address of a procedure's page on the National Public Service Portal (rule 4 of the fact sheet)."""
    return f"https://dichvucong.gov.vn/dich-vu-cong-truc-tuyen/{code}"


def _notice_line(page: Page, notice: Notice) -> str:
    return page.say("knowledge.notice", text=page.read(notice.text))


def _notice_row(page: Page, notice: Notice) -> dict[str, object]:
    return {"text": page.read(notice.text), "from": notice.from_, "to": notice.to}
