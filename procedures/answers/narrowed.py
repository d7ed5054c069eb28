"""Leaves out the rows that don't hold for what a citizen has told, and remembers why."""

from collections.abc import Sequence
from dataclasses import dataclass

from procedures.conditions import Told, holds, mattered
from procedures.facts import Facts
from procedures.record import Row


@dataclass(frozen=True)
class Narrowed:
    """Why an answer is what it is: the facts told that mattered, and how many rows they ruled out."""

    reasons: tuple[Told, ...] = ()
    left_out: int = 0
    all_others: bool = False
    """Every row is for other cases: all are shown, each with its condition, so that nobody is left without any."""


def narrow[R: Row](rows: Sequence[R], facts: Facts) -> tuple[Sequence[R], Narrowed]:
    """The rows that hold or may hold, and what was left out."""
    reasons = tuple(mattered(rows, facts))
    left = [row for row in rows if holds(row, facts) is not False] if reasons else rows
    if not left:
        return rows, Narrowed(reasons, all_others=True)
    return left, Narrowed(reasons, len(rows) - len(left))
