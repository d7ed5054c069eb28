"""Which form to fill in."""

from procedures.answers.narrowed import narrow
from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, rows_or_none
from procedures.record import Form


def part(page: Page) -> Part:
    """The forms in force on the day."""
    held = rows_or_none(page.found.record.forms)
    if not held:
        return nothing(page, "form", page.found.whole.forms)
    rows, narrowed = narrow(held, page.facts)
    lines = [page.say("form.head", name=page.name), *(page.line(row, before=_code(page, row)) for row in rows)]
    blocks = [block("forms", page.say("block.forms"), (_row(page, row) for row in rows))]
    return Part(lines, blocks, list(rows), narrowed=narrowed)


def _row(page: Page, row: Form) -> dict[str, object]:
    return {
        "code": row.code,
        "text": page.read(row.text),
        "condition": page.condition(row),
        "mine": page.mine(row),
    }


def _code(page: Page, row: Form) -> str:
    """The form's number before its title, unless the title holds it."""
    return f"{row.code} – " if row.code and row.code not in (page.read(row.text) or "") else ""
