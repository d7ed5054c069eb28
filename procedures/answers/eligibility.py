"""What the law asks of those who apply. It never says that somebody qualifies."""

from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, rows_or_none


def part(page: Page) -> Part:
    """The conditions in force on the day."""
    rows = rows_or_none(page.found.record.eligibility)
    if not rows:
        return nothing(page, "eligibility", page.found.whole.eligibility)
    lines = [page.say("eligibility.head", name=page.name), *(page.line(row) for row in rows)]
    lines.append(page.say("eligibility.decides", agency=page.read(page.found.record.agency)))
    texts = ({"text": line.removeprefix("• ")} for line in lines[1:-1])
    return Part(lines, [block("text", page.say("block.eligibility"), texts)], list(rows))
