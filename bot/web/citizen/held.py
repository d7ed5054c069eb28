"""«Give me what you hold»: all rows of one conversation as plain data."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from bot.web.citizen.models import Feedback, Rating, ResumeLink, ReviewItem
from bot.web.conversations import items_since
from bot.web.desk.models import CallBack, Handover, PrivateValue, StaffNote
from bot.web.models import Conversation, Turn
from procedures.followed import DossierFollowed
from procedures.vault import VaultItem

COLUMNS: dict[Any, tuple[str, ...]] = {
    Conversation: ("id", "lang", "created_at", "last_at", "closed_at", "closed_why"),
    Turn: ("client_id", "state", "outcome", "started_at", "done_at"),
    Feedback: ("item_seq", "thumb", "reason", "words", "at"),
    Rating: ("stars", "words", "at"),
    ReviewItem: ("kind", "item_seq", "slug", "version", "topic", "words", "at", "state"),
    ResumeLink: ("expires_at",),
    VaultItem: ("kind", "expires_at"),
    DossierFollowed: ("shown_at", "expires_at"),
    PrivateValue: ("kind", "expires_at"),
    StaffNote: ("at",),
    Handover: ("at",),
    CallBack: ("phone_end", "wished", "words", "slug", "at", "state", "tries", "ended_at"),
}
"""What is given of each table. Left out are hashes and leases, which say nothing about anybody, sealed
values, which this part cannot open, and the words of notes among colleagues: that there are some is told, those on
a handover too. That a person answered, and what they wrote, stands among the items: ``handovers`` and
``staff_messages`` hold beside it which of our people it was and a reason from a closed list."""


def held(session: Session, conversation: str) -> dict[str, Any]:
    """By table: ``conversation`` and ``rating`` one (or none), the others lists; moments as ISO text."""
    rating = _rows(session, Rating, Rating.conversation_id == conversation)
    return {
        "conversation": _rows(session, Conversation, Conversation.id == conversation)[0],
        "items": [item.as_json() for item in items_since(session, conversation)],
        "turns": _rows(session, Turn, Turn.conversation_id == conversation),
        "feedback": _rows(session, Feedback, Feedback.conversation_id == conversation),
        "rating": rating[0] if rating else None,
        "review_items": _rows(session, ReviewItem, ReviewItem.conversation_id == conversation),
        "resume_links": _rows(session, ResumeLink, ResumeLink.conversation_id == conversation),
        "staff_notes": [
            *_rows(session, StaffNote, StaffNote.conversation_id == conversation),
            *_rows(session, Handover, and_(Handover.conversation_id == conversation, Handover.note != "")),
        ],
        "call_backs": _rows(session, CallBack, CallBack.conversation_id == conversation),
        "dossiers_followed": _rows(session, DossierFollowed, DossierFollowed.conversation == conversation),
        "sealed": [
            *_rows(session, VaultItem, VaultItem.conversation == conversation),
            *_rows(session, PrivateValue, PrivateValue.conversation_id == conversation),
        ],
    }


def _rows(session: Session, table: Any, mine: Any) -> list[dict[str, Any]]:
    found = session.scalars(select(table).where(mine))
    return [{name: _plain(getattr(row, name)) for name in COLUMNS[table]} for row in found]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
