"""What the law asks of those who apply. It never says that somebody qualifies."""

from procedures.answers.narrowed import narrow
from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, rows_or_none


def part(page: Page) -> Part:
    """The conditions in force on the day."""
    held = rows_or_none(page.found.record.eligibility)
    if not held:
        return nothing(page, "eligibility", page.found.whole.eligibility)
    rows, narrowed = narrow(held, page.facts)
    lines = [page.say("eligibility.head", name=page.name), *(page.line(row) for row in rows)]
    lines.append(page.say("eligibility.decides", agency=page.read(page.found.record.agency)))
    said = zip(lines[1:-1], rows, strict=True)
    texts = ({"text": line.removeprefix("• "), "mine": page.mine(row)} for line, row in said)
    return Part(lines, [block("text", page.say("block.eligibility"), texts)], list(rows), narrowed=narrowed)
