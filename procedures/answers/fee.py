"""What it costs. No published amount does not mean free (rule 1 of the fact sheet)."""

import re

from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, rows_or_none
from procedures.record import Fee


def part(page: Page) -> Part:
    """The fee rows in force on the day, each with its condition."""
    rows = rows_or_none(page.found.record.fees)
    if not rows:
        return nothing(page, "fee", page.found.whole.fees)
    lines = [page.say("fee.head", name=page.name), *(page.line(row, before=_amount(page, row)) for row in rows)]
    return Part(lines, [block("fees", page.say("block.fees"), (_row(page, row) for row in rows))], list(rows))


def dong(amount: int) -> str:
    """An amount as people write it: 200.000đ."""
    return f"{amount:,}đ".replace(",", ".")


def _amount(page: Page, row: Fee) -> str:
    """The amount before the row's text, unless the text holds it or the row is an exemption, which says so itself."""
    said = re.sub(r"(?<=\d)[.,](?=\d{3})", "", page.read(row.text) or "")
    if row.amount is None or row.kind == "exempt" or re.search(rf"(?<!\d){row.amount}(?!\d)", said):
        return ""
    sign = "+" if row.kind == "extra" else ""
    return f"{sign}{dong(row.amount)}: "


def _row(page: Page, row: Fee) -> dict[str, object]:
    return {
        "text": page.read(row.text),
        "amount": row.amount,
        "unit": page.read(row.unit),
        "kind": row.kind,
        "condition": page.condition(row),
        "from": row.from_,
        "to": row.to,
        "basis": list(row.basis),
    }
