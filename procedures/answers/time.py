"""How long it takes, and by when a citizen must act."""

from procedures.answers.expected import expected, sentence
from procedures.answers.narrowed import narrow
from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, rows_or_none
from procedures.record import TimeLimit


def part(page: Page) -> Part:
    """The time limits in force on the day."""
    held = rows_or_none(page.found.record.times)
    if not held:
        return nothing(page, "time", page.found.whole.times)
    rows, narrowed = narrow(held, page.facts)
    lines = [page.say("time.head", name=page.name), *(_line(page, row) for row in rows)]
    listed = [block("times", page.say("block.times"), (_row(page, row) for row in rows))]
    return Part(lines, listed, list(rows), narrowed=narrowed)


def _line(page: Page, row: TimeLimit) -> str:
    said = _expected(page, row)
    return f"{page.line(row)} {said}" if said else page.line(row)


def _expected(page: Page, row: TimeLimit) -> str | None:
    found = expected(page, row)
    return sentence(page, found) if found else None


def _row(page: Page, row: TimeLimit) -> dict[str, object]:
    return {
        "text": page.read(row.text),
        "value": row.value,
        "unit": row.unit,
        "stage": row.stage,
        "condition": page.condition(row),
        "mine": page.mine(row),
        "basis": list(row.basis),
        "expected": _expected(page, row),
    }
