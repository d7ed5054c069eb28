"""Numbers that citizens write to a person: sealed for a day, shown to the holder on a reveal, which is logged."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.accounts.second_factor import seal, unseal
from bot.web.desk.errors import BadReason, NotHeld, NoValue
from bot.web.desk.models import PrivateValue
from bot.web.desk.reads import write
from bot.web.models import Conversation
from procedures.calendar import now

KEPT = timedelta(hours=24)
SHORTEST = 5
"""Characters of a reason."""


def keep(session: Session, key: str, conversation_id: str, seq: int, values: Sequence[tuple[str, str]]) -> None:
    """Seals them; removes what has expired."""
    drop_expired(session)
    for kind, value in values:
        session.add(
            PrivateValue(
                conversation_id=conversation_id, item_seq=seq, kind=kind, sealed=seal(key, value),
                expires_at=now() + KEPT,
            )
        )  # fmt: skip
    session.flush()


def drop_expired(session: Session) -> None:
    """Those whose day is over."""
    expired = PrivateValue.expires_at < now()
    if session.scalar(select(PrivateValue.id).where(expired).limit(1)) is not None:
        session.execute(delete(PrivateValue).where(expired))


def kept(session: Session, conversation_id: str) -> dict[int, list[tuple[int, str]]]:
    """What could be revealed: number of the item → (number, kind), in order."""
    mine = PrivateValue.conversation_id == conversation_id, PrivateValue.expires_at >= now()
    found: dict[int, list[tuple[int, str]]] = {}
    for value in session.scalars(select(PrivateValue).where(*mine).order_by(PrivateValue.id)):
        found.setdefault(value.item_seq, []).append((value.id, value.kind))
    return found


def reveal(session: Session, who: Who, key: str, conversation_id: str, value_id: int, why: str) -> tuple[str, str]:
    """Kind and value, for the holder only; one row in the log of reads. Raises BadReason, NotHeld, NoValue."""
    why = " ".join(why.split())
    if not SHORTEST <= len(why) <= 500:
        raise BadReason
    found = session.get(Conversation, conversation_id)
    if found is None or found.stage != "held" or found.holder_id != who.account_id:
        raise NotHeld
    mine = PrivateValue.conversation_id == conversation_id, PrivateValue.expires_at >= now()
    value = session.scalar(select(PrivateValue).where(PrivateValue.id == value_id, *mine))
    plain = unseal(key, value.sealed) if value else None
    if value is None or plain is None:
        raise NoValue
    write(session, who, "reveal", conversation_id, why, detail=f"{value.kind} · {value.item_seq}")
    return value.kind, plain
