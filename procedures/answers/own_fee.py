"""The citizen's own fee: what those pay whose case was told."""

from collections.abc import Sequence

from procedures.conditions import holds, mattered
from procedures.facts import Facts
from procedures.record import Fee

PAYABLE = ("full", "reduced", "exempt")
"""Kinds of which one applies; ``extra`` comes on top, the others name no amount."""


def own_fee(rows: Sequence[Fee], facts: Facts) -> Fee | None:
    """The smallest fee that holds for sure; None where nothing told bears on the fee, or where it is open.

    What is not certain never wins. Where it fits the case at least as closely as the smallest, none is named: «0đ, if
    that is still so» and «135.000đ» side by side leave it open which of the two is theirs.
    """
    if not mattered(rows, facts):
        return None
    fitting = [row for row in rows if holds(row, facts)]
    sure = [row for row in fitting if row.certain and row.amount is not None and row.kind in PAYABLE]
    own = min(sure, key=lambda row: (row.amount or 0, -_parts(row)), default=None)
    if own is None:
        return None
    open_ = [row for row in fitting if row.when and (not row.certain or row.amount is None)]
    return None if any(_parts(row) >= _parts(own) for row in open_) else own


def beside(rows: Sequence[Fee], own: Fee, facts: Facts) -> list[Fee]:
    """What is told beside one's own fee: what comes on top, what may hold and would be less, and what is not sure."""
    return [row for row in rows if row is not own and not _beaten(row, own, facts)]


def _beaten(row: Fee, own: Fee, facts: Facts) -> bool:
    """Whether another row surely does not decide: its condition is met or plain, and it is no less than one's own."""
    if own.kind == "exempt" and not (row.when or row.condition) and row.kind in ("varies", "unpublished"):
        return True  # what everybody else pays, known or not
    if row.kind in ("extra", "unpublished") or not row.certain:
        return False
    known = holds(row, facts)
    if row.amount is None or row.amount < (own.amount or 0):
        return known is True
    return known is True or (row.when is not None and not row.when.more)


def _parts(row: Fee) -> int:
    return len(row.when.model_fields_set) if row.when else 0
