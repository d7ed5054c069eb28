"""Waiting and handling, read off the changes of who answers (``handovers``)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.web.desk.models import Handover
from procedures.calendar import aware

BACK_IN_QUEUE = ("asked", "lost")
"""A pass to a team, without somebody who takes it, puts it back too."""
ENDS = ("given_back", "closed", "left")


@dataclass(frozen=True)
class Wait:
    """From asking to being taken, or to giving up."""

    conversation_id: str
    team_id: int | None
    asked_at: datetime
    ended_at: datetime
    taken: bool
    taken_team: int | None = None
    """Of whoever took it; None where nobody did."""

    @property
    def seconds(self) -> float:
        """How long."""
        return (self.ended_at - self.asked_at).total_seconds()


@dataclass(frozen=True)
class Held:
    """What people spent on it until its end, whoever they were; time back in the queue is no part of it."""

    conversation_id: str
    team_id: int | None
    """Of whoever held it last."""
    ended_at: datetime
    seconds: float


def waits_of(changes: Iterable[Handover]) -> Iterator[Wait]:
    """Waits that are over; ``changes`` in order of conversation, then of time."""
    for _, rows in groupby(changes, key=lambda change: change.conversation_id):
        asked: Handover | None = None
        for row in rows:
            if _waits(row):
                asked = asked or row
            elif asked is not None:
                taken = row.kind in ("taken", "passed")
                yield Wait(
                    row.conversation_id,
                    asked.team_id,
                    aware(asked.at),
                    aware(row.at),
                    taken,
                    row.team_id if taken else None,
                )
                asked = None


def holds_of(changes: Iterable[Handover]) -> Iterator[Held]:
    """Times with a person that are over, in the same order. A lost connection interrupts one; its end ends it."""
    for _, rows in groupby(changes, key=lambda change: change.conversation_id):
        held: Handover | None = None  # the newest change that put it into somebody's hands
        since: datetime | None = None  # None while nobody holds it
        seconds = 0.0
        for row in rows:
            moment = aware(row.at)
            if since is not None and (_waits(row) or row.kind in ENDS):
                seconds += (moment - since).total_seconds()
                since = None
            if row.kind == "taken" or (row.kind == "passed" and row.to_id is not None):
                held, since = row, since or moment
            elif row.kind in ENDS and held is not None:
                yield Held(row.conversation_id, held.team_id, moment, seconds)
                held, seconds = None, 0.0


def _waits(change: Handover) -> bool:
    return change.kind in BACK_IN_QUEUE or (change.kind == "passed" and change.to_id is None)
