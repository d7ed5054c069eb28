"""The transcript: items numbered 1, 2, 3, … without gaps in each conversation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Select
from sqlalchemy.orm import Session

from bot.web.conversations import statements
from procedures.calendar import now
from procedures.payload import Payload
from procedures.text import fold

Sender = Literal["citizen", "bot", "staff"]


@dataclass(frozen=True)
class Entry:
    """One item as it is read. ``payload`` is plain JSON data; ``client_id`` that of the message that led to it."""

    seq: int
    sender: str
    at: datetime
    payload: dict[str, Any]
    client_id: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The item in the form of the public API."""
        return {"seq": self.seq, "from": self.sender, "at": self.at.isoformat(), "payload": self.payload}


def append_items(
    session: Session,
    conversation: str,
    new: Sequence[tuple[Sender, Payload | dict[str, Any]]],
    turn: int | None = None,
) -> int:
    """Adds items in this order and gives the number of the last. Counting up locks the conversation until commit."""
    session.flush()  # statements on tables do not
    moment, changed, values = now(), *_newest(new)
    values |= {"talk": conversation, "more": len(new), "moment": moment}
    last: int = session.execute(statements.count_up(changed), values).scalar_one()
    rows: list[dict[str, Any]] = []
    for seq, (sender, payload) in enumerate(new, last - len(new) + 1):
        plain = payload.model_dump(mode="json") if isinstance(payload, Payload) else payload
        folded = fold(str(plain["text"])) if sender == "citizen" else None
        row = {"conversation_id": conversation, "seq": seq, "turn_id": turn, "sender": sender, "at": now()}
        rows.append({**row, "payload": plain, "folded": folded})
    if rows:
        session.execute(statements.NEW_ITEMS, rows)
    return last


def _newest(new: Sequence[tuple[Sender, Payload | dict[str, Any]]]) -> tuple[frozenset[str], dict[str, Any]]:
    """What the conversation itself says of these items: who spoke last at which place, and about what."""
    changed: set[str] = set()
    values: dict[str, Any] = {}
    for place, (sender, payload) in enumerate(new, 1):
        if sender == "citizen":
            changed.add(statements.CITIZEN)
            values["heard_place"] = place
        elif sender == "staff":
            changed.add(statements.STAFF)
            values["spoke_place"] = place
        if isinstance(payload, Payload) and payload.procedure:
            changed.add(statements.SLUG)
            values["about"] = payload.procedure
    return frozenset(changed), values


def items_since(session: Session, conversation: str, since: int = 0) -> list[Entry]:
    """Items numbered above ``since``, in order."""
    return _read(session, statements.SINCE, talk=conversation, since=since)


def items_of_turn(session: Session, turn: int) -> list[Entry]:
    """What one message led to: the message itself and the replies."""
    return _read(session, statements.OF_TURN, turn=turn)


def _read(session: Session, query: Select[Any], **given: Any) -> list[Entry]:
    session.flush()
    rows = session.execute(query, given)
    # SQLite gives times back without their zone; all are stored in UTC.
    return [Entry(seq, sender, at.replace(tzinfo=at.tzinfo or UTC), *rest) for seq, sender, at, *rest in rows]
