"""What the citizen gets in the end, and for how long it is valid."""

from procedures.answers.narrowed import narrow
from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, rows_or_none
from procedures.record import Result


def part(page: Page) -> Part:
    """The results in force on the day."""
    held = rows_or_none(page.found.record.results)
    if not held:
        return nothing(page, "result", page.found.whole.results)
    rows, narrowed = narrow(held, page.facts)
    lines = [page.say("result.head", name=page.name), *(page.line(row, after=_valid(page, row)) for row in rows)]
    listed = [block("result", page.say("block.result"), (_row(page, row) for row in rows))]
    return Part(lines, listed, list(rows), narrowed=narrowed)


def _row(page: Page, row: Result) -> dict[str, object]:
    return {
        "text": page.read(row.text),
        "valid": page.read(row.valid),
        "condition": page.condition(row),
        "mine": page.mine(row),
    }


def _valid(page: Page, row: Result) -> str:
    return page.say("result.valid", valid=(page.read(row.valid) or "").removesuffix(".")) if row.valid else ""
