"""Waiting and handling, read off the changes of who answers (``handovers``)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from bot.web.desk.models import Handover

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

    @property
    def seconds(self) -> float:
        """How long."""
        return (self.ended_at - self.asked_at).total_seconds()


@dataclass(frozen=True)
class Held:
    """From taking to the end, whoever held it meanwhile."""

    conversation_id: str
    team_id: int | None
    taken_at: datetime
    ended_at: datetime

    @property
    def seconds(self) -> float:
        """How long."""
        return (self.ended_at - self.taken_at).total_seconds()


def waits_of(changes: Iterable[Handover]) -> Iterator[Wait]:
    """Waits that are over; ``changes`` in order of conversation, then of time."""
    for _, rows in groupby(changes, key=lambda change: change.conversation_id):
        asked: Handover | None = None
        for row in rows:
            if _waits(row):
                asked = asked or row
            elif asked is not None:
                taken = row.kind in ("taken", "passed")
                yield Wait(row.conversation_id, asked.team_id, _aware(asked.at), _aware(row.at), taken)
                asked = None


def holds_of(changes: Iterable[Handover]) -> Iterator[Held]:
    """Times with a person that are over, in the same order. A lost connection does not end one; its end does."""
    for _, rows in groupby(changes, key=lambda change: change.conversation_id):
        taken: Handover | None = None
        for row in rows:
            if row.kind == "taken":
                taken = taken or row
            elif row.kind in ENDS and taken is not None:
                yield Held(row.conversation_id, taken.team_id, _aware(taken.at), _aware(row.at))
                taken = None


def _waits(change: Handover) -> bool:
    return change.kind in BACK_IN_QUEUE or (change.kind == "passed" and change.to_id is None)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # SQLite keeps no zone
