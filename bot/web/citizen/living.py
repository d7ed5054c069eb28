"""Opening a conversation as the terms of the site say: an idle one is closed."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.web.citizen.terms import read_terms
from bot.web.conversations.start import WITH_PEOPLE, Talk, open_conversation
from bot.web.models import Conversation
from bot.web.settings import TermSettings
from procedures.calendar import now


def open_living(session: Session, conversation: str, token: str, settings: TermSettings) -> Talk:
    """The conversation, if the token is its own. Raises NotYours, and Closed for one ended or idle for too long."""
    return open_conversation(session, conversation, token, read_terms(session, settings).idle)


def close(session: Session, conversation: str) -> None:
    """The citizen has ended it."""
    _close(session, Conversation.id == conversation, "citizen", now())


def close_idle(session: Session, settings: TermSettings) -> None:
    """Marks what nobody has written in for too long; it opens for nobody already, this only writes it down.

    Where somebody waits for a person or talks with one, the console's own rules hold.
    """
    moment = now()
    idle = Conversation.last_at < moment - read_terms(session, settings).idle
    _close(session, idle & Conversation.stage.not_in(WITH_PEOPLE), "idle", moment)


def _close(session: Session, which: object, why: str, moment: datetime) -> None:
    values = {"closed_at": moment, "closed_why": why, "stage": "closed"}
    session.execute(
        update(Conversation).where(which, Conversation.closed_at.is_(None)).values(values)  # type: ignore[arg-type]
    )
