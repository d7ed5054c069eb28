"""What a conversation is doing now, beside its items: whether an answer is being made, and whose turn it is."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.web.models import Conversation
from procedures.calendar import now


@dataclass(frozen=True)
class State:
    """As the page shows it. ``stage`` is bot, waiting, held or closed; ``position`` the place in the queue, from 1."""

    typing: bool
    stage: str = "bot"
    position: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The data of the event ``state``."""
        return asdict(self)


def state_of(
    session: Session, conversation: str, position: Callable[[Session, Conversation], int | None]
) -> tuple[int, State] | None:
    """The number of its last item and its state; None for a conversation that is gone.

    ``position`` tells the place of one that waits (conversations/people.py).
    """
    found = session.get(Conversation, conversation)
    if found is None:
        return None
    typing = found.lease is not None and _is_ahead(found.leased_until)
    stage = "closed" if found.closed_at is not None else found.stage
    return found.last_seq, State(typing, stage, position(session, found) if stage == "waiting" else None)


def _is_ahead(moment: datetime | None) -> bool:
    # SQLite gives times back without their zone; all are stored in UTC.
    return moment is not None and moment.replace(tzinfo=moment.tzinfo or UTC) > now()
