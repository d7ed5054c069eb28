"""How two procedures differ, in the points that people choose by."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from procedures.answers.finish import assemble, notices_beside
from procedures.answers.narrowed import Narrowed, narrow
from procedures.answers.page import Page, Part, block, rows_or_none
from procedures.answers.told import told_line
from procedures.facts import NOTHING, Facts
from procedures.lookup import in_force
from procedures.payload import Payload, number_buttons
from procedures.record import Notice, Row

POINTS = ("eligibility", "documents", "fees", "times", "results")
TOPICS = ("eligibility", "documents", "fee", "time", "result")
"""The topics of the points, by which notices are chosen."""


def compare(
    session: Session, first: str, second: str, *, on: date, lang: str = "vi", facts: Facts = NOTHING
) -> Payload:
    """Both side by side, for what was told; points the same for both, or known for neither, are only named.

    Raises procedures.lookup.LookupFailed for an unknown slug.
    """
    pages = [Page(session, in_force(session, slug, on), lang, facts) for slug in (first, second)]
    say = pages[0].say
    lines = [say("compare.head", first=pages[0].name, second=pages[1].name)]
    used: list[Row] = []
    same: list[str] = []
    unknown: list[str] = []
    for page in pages:
        summary = page.read(page.found.record.differs) or page.read(page.found.record.summary)
        lines.append(f"• {page.name}: {summary}")
    for point in POINTS:
        sides = [[page.line(row) for row in _rows(page, point)] for page in pages]
        title = say(f"section.{point}")
        if sides[0] == sides[1]:
            (same if sides[0] else unknown).append(title)
            continue
        lines.append(f"{title}:")
        for page, side in zip(pages, sides, strict=True):
            said = "; ".join(line.removeprefix("• ").removesuffix(".") for line in side) or say("compare.not_held")
            lines.append(f"– {page.name}: {said}.")
            used += _rows(page, point)
    for key, titles in (("compare.same", same), ("compare.neither", unknown)):
        if titles:
            lines.append(say(key, points=", ".join(titles)))
    narrowed = _narrowed(pages)
    offers: list[tuple[str, str | None, str | None]] = [
        (page.name, page.found.record.slug, "overview") for page in pages
    ]
    if narrowed.reasons:
        lines.append(told_line(narrowed, lang))
        offers.append((say("button.forget"), None, "inform"))
    part = Part(lines, [block("text", lines[0], ({"text": line} for line in lines[1:]))], used)
    buttons = number_buttons(offers)
    return assemble(pages, "compare", part, _notices(pages, part)).model_copy(update={"buttons": buttons})


def _rows(page: Page, point: str) -> Sequence[Row]:
    return _narrow(page, point)[0]


def _narrow(page: Page, point: str) -> tuple[Sequence[Row], Narrowed]:
    return narrow(rows_or_none(getattr(page.found.record, point)), page.facts)


def _narrowed(pages: list[Page]) -> Narrowed:
    """What the facts told made of all points of both."""
    parts = [_narrow(page, point)[1] for page in pages for point in POINTS]
    reasons = dict.fromkeys(reason for part in parts for reason in part.reasons)
    return Narrowed(tuple(reasons), sum(part.left_out for part in parts))


def _notices(pages: list[Page], part: Part) -> list[tuple[Notice, str]]:
    """The notices of both, each once; one that matters to one of them only says to which."""
    found = [{notice.id: notice for notice in notices_beside(page, TOPICS, part)} for page in pages]
    told = []
    for notice in {**found[0], **found[1]}.values():
        text = pages[0].read(notice.text) or ""
        mine = [page.name for page, own in zip(pages, found, strict=True) if notice.id in own]
        told.append((notice, text if len(mine) == len(pages) else f"{mine[0]}: {text}"))
    return told
