"""How two procedures differ, in the points that people choose by."""

from datetime import date

from sqlalchemy.orm import Session

from procedures.answers.finish import finish
from procedures.answers.page import Page, Part, block, rows_or_none
from procedures.lookup import in_force
from procedures.payload import Payload, number_buttons
from procedures.record import Row

POINTS = ("eligibility", "documents", "fees", "times", "results")


def compare(session: Session, first: str, second: str, *, on: date, lang: str = "vi") -> Payload:
    """Both side by side; points that are the same for both are named as such, not repeated.

    Raises procedures.lookup.LookupFailed for an unknown slug.
    """
    pages = [Page(session, in_force(session, slug, on), lang) for slug in (first, second)]
    lines = [pages[0].say("compare.head", first=pages[0].name, second=pages[1].name)]
    used: list[Row] = []
    same = []
    for page in pages:
        summary = page.read(page.found.record.differs) or page.read(page.found.record.summary)
        lines.append(f"• {page.name}: {summary}")
    for point in POINTS:
        sides = [[page.line(row) for row in rows_or_none(getattr(page.found.record, point))] for page in pages]
        title = pages[0].say(f"section.{point}")
        if sides[0] == sides[1]:
            same.append(title)
            continue
        lines.append(f"{title}:")
        for page, side in zip(pages, sides, strict=True):
            said = "; ".join(line.removeprefix("• ").removesuffix(".") for line in side) or page.say(
                "compare.not_published"
            )
            lines.append(f"– {page.name}: {said}")
            used += rows_or_none(getattr(page.found.record, point))
    if same:
        lines.append(pages[0].say("compare.same", points=", ".join(same)))
    texts = [{"text": line} for line in lines[1:]]
    payload = finish(pages[0], "compare", Part(lines, [block("text", lines[0], texts)], used))
    buttons = [(page.name, page.found.record.slug, "overview") for page in pages]
    return payload.model_copy(update={"buttons": number_buttons([*buttons])})
