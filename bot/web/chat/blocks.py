"""Rows of blocks in the order in which a card draws them."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from procedures.calendar import VIETNAM, written

Row = dict[str, Any]
Groups = list[tuple[str, list[Row]]]
FEES = ("full", "reduced", "exempt", "varies", "unpublished", "extra")
STAGES = ("result", "acceptance", "supplement", "deadline")


@dataclass(frozen=True)
class Fees:
    """Fees by kind: those of everyone or of the citizen, and those of others."""

    shown: Groups
    others: Groups

    @property
    def hidden(self) -> int:
        """How many are those of others."""
        return sum(len(rows) for _, rows in self.others)


def by_channel(rows: Sequence[Row]) -> list[tuple[str | None, list[Row]]]:
    """Steps grouped by their way of filing, in order."""
    return [(name, list(steps)) for name, steps in groupby(rows, key=lambda row: row.get("channel_name"))]


def by_stage(rows: Sequence[Row]) -> Groups:
    """Time limits by what they are a limit of."""
    return _grouped(rows, STAGES, lambda row: row.get("stage"))


def sorted_fees(rows: Sequence[Row]) -> Fees:
    """By kind, the citizen's own first. Where every row is for others, all are shown: nobody is left without any."""
    others = [row for row in rows if row.get("mine") is False]
    if len(others) == len(rows):
        others = []
    shown = sorted((row for row in rows if row not in others), key=lambda row: not row.get("mine"))
    own_first = dict.fromkeys([_kind(row) for row in shown if row.get("mine")]) | dict.fromkeys(FEES)
    return Fees(_grouped(shown, own_first, _kind), _grouped(others, FEES, _kind))


def dialled(phone: Any) -> str:
    """A number as a telephone takes it: 19000368, +842437957125."""
    return re.sub(r"(?!^\+)\D", "", str(phone).strip())


def day_words(value: Any) -> str:
    """A day or moment of a payload (ISO text) as people in Vietnam write the day; anything else as it is."""
    day = day_of(value)
    return written(day) if day else str(value)


def day_of(value: Any) -> date | None:
    """The day in Vietnam of an ISO text; None of anything else."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return (moment.astimezone(VIETNAM) if moment.tzinfo else moment).date()


def _kind(row: Row) -> str:
    kind = row.get("kind")
    return kind if kind in FEES else FEES[0]


def _grouped(rows: Sequence[Row], order: Iterable[str], kind: Callable[[Row], Any]) -> Groups:
    """The rows by kind, kinds in this order; one of no known kind goes with the first."""
    names = list(order)
    groups: dict[str, list[Row]] = {name: [] for name in names}
    for row in rows:
        groups.get(kind(row), groups[names[0]]).append(row)
    return [(name, found) for name, found in groups.items() if found]
