"""Starting a conversation, opening it again, and its language."""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Row, update
from sqlalchemy.orm import Session

from bot.web.conversations import statements
from bot.web.conversations.errors import Closed, NotYours
from bot.web.conversations.items import append_items
from bot.web.conversations.tokens import fits, new_token, token_hash
from bot.web.models import Conversation
from procedures.calendar import now
from procedures.payload import Payload

WITH_PEOPLE = ("waiting", "held")
"""Stages in which silence does not close a talk: somebody waits for a person, or a person writes."""
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Talk:
    """A conversation that the caller has shown to hold the token of."""

    id: str
    token: str
    lang: str


def start_conversation(session: Session, first: Payload) -> Talk:
    """A new conversation in the language of its first message, which is item 1. The caller commits."""
    talk = Talk(secrets.token_hex(16), new_token(), first.lang)
    session.add(
        Conversation(id=talk.id, token_hash=token_hash(talk.token), lang=talk.lang, created_at=now(), last_seq=0)
    )
    session.flush()
    append_items(session, talk.id, [("bot", first)])
    return talk


def open_conversation(session: Session, conversation: str, token: str, idle: timedelta | None = None) -> Talk:
    """The conversation, if the token is its own. Raises NotYours, the same for a wrong token and an unknown id.

    Raises Closed for one that was ended, or where nothing was written for as long as ``idle``.
    """
    found = _own(session, conversation, token)
    last = found.last_at.replace(tzinfo=found.last_at.tzinfo or UTC)  # SQLite gives times back without their zone
    is_idle = idle is not None and last + idle < now() and found.stage not in WITH_PEOPLE
    if found.closed_at is not None or is_idle:
        raise Closed(found.closed_why or "idle")
    return Talk(found.id, token, found.lang)


def open_ended(session: Session, conversation: str, token: str) -> Talk:
    """The same for a conversation that staff have ended: to say how it was. Raises NotYours for any other."""
    found = _own(session, conversation, token)
    if found.closed_why != "staff":
        raise NotYours
    return Talk(found.id, token, found.lang)


type _Own = Row[str, str, str, str, datetime, datetime | None, str | None]


def _own(session: Session, conversation: str, token: str) -> _Own:
    found: _Own | None = None
    if _ID.fullmatch(conversation):
        found = session.execute(statements.OWN, {"talk": conversation}).one_or_none()
    if not fits(token, found.token_hash if found else None) or found is None:
        raise NotYours
    return found


def set_language(session: Session, conversation: str, lang: str) -> None:
    """From now on the bot answers in ``lang``. The caller commits."""
    session.execute(update(Conversation).where(Conversation.id == conversation).values(lang=lang))
