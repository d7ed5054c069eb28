"""Turns whose process died and that nobody sends again: timed work closes them, so that each message gets a word."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.web.conversations.turns import close_turn
from bot.web.models import Conversation, Turn
from bot.web.own_words import interrupted
from procedures.calendar import now
from procedures.payload import Payload

if TYPE_CHECKING:
    from bot.web.edge import Edge

MOST = 200
"""Conversations at one look; the rest wait for the next."""

log = structlog.get_logger()


async def close_broken(edge: "Edge") -> None:
    """Each conversation is a transaction of its own; where its next message comes first, that has closed the turn."""

    def say(lang: str) -> Payload:
        return interrupted(edge.settings, lang)

    for conversation in await edge.run(broken):
        if await edge.run(close, conversation, say):
            log.warning("broken_turn_closed")
            edge.tell(conversation)


def broken(session: Session) -> list[str]:
    """Conversations in which a turn runs though its lease is over."""
    running = select(Turn.id).where(Turn.conversation_id == Conversation.id, Turn.state == "running").exists()
    over = Conversation.lease.is_not(None), Conversation.leased_until < now()
    return list(session.scalars(select(Conversation.id).where(*over, running).limit(MOST)))


def close(session: Session, conversation: str, interrupted: Callable[[str], Payload]) -> bool:
    """Ends the conversation's broken turns with ``interrupted``; False where somebody else was there first."""
    lang = session.scalar(
        update(Conversation)
        .where(Conversation.id == conversation, Conversation.lease.is_not(None), Conversation.leased_until < now())
        .values(lease=None, leased_until=None)
        .returning(Conversation.lang)
        .execution_options(synchronize_session=False)
    )
    if lang is None:
        return False
    for turn in session.scalars(select(Turn).where(Turn.conversation_id == conversation, Turn.state == "running")):
        close_turn(session, turn, [interrupted(lang)])
    return True
