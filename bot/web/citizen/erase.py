"""Erases conversations with all that belongs to them, and leaves proof that names nobody."""

import hashlib
from collections.abc import Sequence
from typing import Any

import structlog
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from bot.web.citizen.models import Feedback, Rating, ResumeLink, ReviewItem
from bot.web.citizen.site_models import ErasedConversation, Erasure, TrackerToErase
from bot.web.desk.figures.bank import keep_erased
from bot.web.desk.models import CallBack, Handover, PrivateValue, StaffMessage, StaffNote
from bot.web.models import Conversation, Item, Turn
from procedures.calendar import now
from procedures.followed import DossierFollowed
from procedures.vault import VaultItem

OWNED: tuple[tuple[str, Any], ...] = (
    ("feedback", Feedback.conversation_id),
    ("ratings", Rating.conversation_id),
    ("resume_links", ResumeLink.conversation_id),
    ("vault", VaultItem.conversation),
    ("dossiers_followed", DossierFollowed.conversation),
    ("handovers", Handover.conversation_id),
    ("staff_notes", StaffNote.conversation_id),
    ("staff_messages", StaffMessage.conversation_id),
    ("private_values", PrivateValue.conversation_id),
    ("call_backs", CallBack.conversation_id),
    ("items", Item.conversation_id),
    ("turns", Turn.conversation_id),
    ("conversations", Conversation.id),
)
"""Tables in the order of erasing, and the column that says whose a row is. All tables of a talk belong here."""
RETENTION = "retention"

log = structlog.get_logger()


def erase(session: Session, conversations: Sequence[str], why: str) -> dict[str, int]:
    """Erases them and gives how many rows of what went. Rasa's memory follows: see trackers.py. The caller commits.

    An entry of the review queue stays as a number: what it was about, without words and without the conversation.
    A hash of the id stays, here and in the log, so that a restored backup does not bring the conversation back; what
    was only too old, retention erases again by itself.
    """
    keep_erased(session, conversations)
    blank = {"conversation_id": None, "item_seq": None, "words": "", "folded": ""}
    queue = update(ReviewItem).where(ReviewItem.conversation_id.in_(conversations)).values(blank)
    counts = {"review_items": _rows(session.execute(queue))}
    for name, column in OWNED:
        counts[name] = _rows(session.execute(delete(column.class_).where(column.in_(conversations))))
    for each in conversations:
        session.merge(TrackerToErase(sender=each, since=now()))
        if why != RETENTION:
            session.merge(ErasedConversation(id_hash=id_hash(each), at=now()))
            log.info("conversation_erased", id_hash=id_hash(each), why=why)
    session.add(Erasure(at=now(), why=why, counts=counts))
    session.flush()
    return counts


def erase_free(session: Session, conversation: str, why: str) -> bool:
    """Erases one; False while an answer is being written, which would else write into nothing. The caller commits."""
    free = or_(Conversation.lease.is_(None), Conversation.leased_until < now())
    query = select(Conversation.id).where(Conversation.id == conversation).with_for_update()
    if session.scalar(query) is None:
        return True  # somebody else was quicker
    if session.scalar(query.where(free)) is None:
        return False
    erase(session, [conversation], why)
    return True


def id_hash(conversation: str) -> str:
    """What stays of an erased conversation's id."""
    return hashlib.sha256(conversation.encode()).hexdigest()


def _rows(result: Any) -> int:
    return int(result.rowcount)
