"""The way of a dossier as three stages: received, processing, result."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from bot.web.chat.blocks import day_of

State = Literal["before", "now", "waits", "stopped", "after"]
RUNNING = frozenset({1, 2, 4, 6})
"""Statuses in which a day that has passed means a delay of the office (as actions/status_due.py reads them)."""
STATES: dict[int, tuple[State, State, State]] = {
    1: ("now", "after", "after"),
    2: ("before", "now", "after"),
    3: ("stopped", "after", "after"),
    4: ("before", "now", "after"),
    5: ("before", "waits", "after"),
    6: ("before", "now", "after"),
    7: ("before", "stopped", "after"),
    8: ("before", "stopped", "after"),
    9: ("before", "before", "now"),
    10: ("before", "before", "before"),
}
"""Of each status of a dossier (docs/agencies.md), which of the three stages is where."""


@dataclass(frozen=True)
class Stage:
    """``said``: what its day is the day of; ``overdue``: the day promised had passed when the answer was given."""

    name: str
    state: State
    said: str = ""
    day: Any = None
    overdue: bool = False


def timeline(row: dict[str, Any], on: date | None) -> list[Stage]:
    """The stages of a row of a status block, as on that day; none for a status that we don't know."""
    states = STATES.get(row.get("status") or 0)
    if states is None:
        return []
    received, processing, result = (
        Stage(name, state) for name, state in zip(("received", "processing", "result"), states, strict=True)
    )
    due = day_of(row.get("due_on"))
    if row.get("received_on"):
        received = replace(received, said="received_on", day=row["received_on"])
    if due:
        overdue = on is not None and due < on and row["status"] in RUNNING
        result = replace(result, said="due_on", day=row["due_on"], overdue=overdue)
    return [received, processing, result]
