"""What it costs. No published amount does not mean free (rule 1 of the fact sheet)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from procedures.answers.changes import names_day
from procedures.answers.narrowed import Narrowed, narrow
from procedures.answers.nothing import nothing
from procedures.answers.own_fee import beside, own_fee
from procedures.answers.page import Page, Part, block, rows_or_none
from procedures.answers.told import because
from procedures.calendar import written
from procedures.record import Fee

OTHER_WAYS = ("counter", "post", "phone")
"""The way of filing is a choice: to those who mean to take one of these, a cheaper one online is told."""


def part(page: Page) -> Part:
    """The citizen's own fee where it is known, then the rows in force on the day, each with its condition."""
    held = rows_or_none(page.found.record.fees)
    if not held:
        return nothing(page, "fee", page.found.whole.fees)
    rows, narrowed = narrow(held, page.facts)
    own = own_fee(held, page.facts)
    if own:
        return _of_own(page, held, own, narrowed)
    lines = [page.say("fee.head", name=page.name), *(_line(page, row) for row in rows)]
    listed = (_row(page, row, page.mine(row)) for row in rows)
    return Part(lines, [block("fees", page.say("block.fees"), listed)], list(rows), narrowed=narrowed)


def _of_own(page: Page, held: Sequence[Fee], own: Fee, narrowed: Narrowed) -> Part:
    """One's own fee with its reason and basis, then what may be less, what comes on top, and a cheaper way to file."""
    others = beside(narrow(held, page.facts)[0], own, page.facts)
    parts = (
        ("facts.fee_else", [row for row in others if row.kind != "extra"]),
        ("facts.fee_extra", [row for row in others if row.kind == "extra"]),
    )
    lines = [page.say("fee.head", name=page.name), _why(page, own, narrowed), _line(page, own)]
    blocks = [block("fees", page.say("block.fees"), [_row(page, own, True)])]
    for key, rows in parts:
        if rows:
            lines += [f"{page.say(key)}:", *(_line(page, row) for row in rows)]
            blocks.append(block("fees", page.say(key), [_row(page, row, None) for row in rows]))
    online = own_fee(held, replace(page.facts, channel="online")) if page.facts.channel in OTHER_WAYS else None
    cheaper = [online] if online and (online.amount or 0) < (own.amount or 0) else []
    lines += [page.say("facts.fee_online", amount=dong(row.amount or 0, page.lang)) for row in cheaper]
    return Part(
        lines,
        blocks,
        [own, *others],
        cited=[*cheaper],
        narrowed=replace(narrowed, left_out=len(held) - len(others) - 1),
    )


def dong(amount: int, lang: str = "vi") -> str:
    """An amount as people write it: 200.000đ, in English 200,000đ."""
    return f"{amount:,}đ" if lang == "en" else f"{amount:,}đ".replace(",", ".")


def amount_before(page: Page, row: Fee) -> str:
    """The amount before the row's text, unless the text holds it or the row is an exemption, which says so itself."""
    said = re.sub(r"(?<=\d)[.,](?=\d{3})", "", page.read(row.text) or "")
    if row.amount is None or row.kind == "exempt" or re.search(rf"(?<!\d){row.amount}(?!\d)", said):
        return ""
    sign = "+" if row.kind == "extra" else ""
    return f"{sign}{dong(row.amount, page.lang)}: "


def _why(page: Page, own: Fee, narrowed: Narrowed) -> str:
    """«Vì anh/chị là sinh viên và nộp trực tuyến: 100.000đ (căn cứ …).»"""
    return page.say(
        "facts.fee_basis" if own.basis else "facts.fee",
        because=because(narrowed.reasons, page.facts, page.lang),
        amount=dong(own.amount or 0, page.lang),
        basis="; ".join(own.basis),
    )


def _line(page: Page, row: Fee) -> str:
    until = _until(page, row)
    return page.line(row, before=amount_before(page, row), after=f" – {until}" if until else "")


def _until(page: Page, row: Fee) -> str | None:
    """The last day of a fee that ends, unless its words name it."""
    if row.to is None or names_day(page.read(row.text) or "", row.to):
        return None
    return page.say("cards.until", day=written(row.to))


def _row(page: Page, row: Fee, mine: bool | None) -> dict[str, object]:
    return {
        "text": page.read(row.text),
        "amount": row.amount,
        "unit": page.read(row.unit),
        "kind": row.kind,
        "condition": page.condition(row),
        "from": row.from_,
        "to": row.to,
        "until": _until(page, row),
        "basis": list(row.basis),
        "mine": mine,
    }
