"""Somebody asks for a person, or no longer does."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.desk.hands.change import Row, log, move, note_down
from bot.web.desk.queue.asked import after_asked
from bot.web.models import Conversation
from bot.web.settings import WebSettings
from procedures.calendar import now
from procedures.payload import Payload


def ask(session: Session, conversation_id: str, settings: WebSettings, lang: str) -> Payload | None:
    """The bot has handed over: into the queue if somebody could come. Gives the notice for the citizen.

    None where a person answers already. Asking again keeps the place in the queue.
    """
    found = session.get(Conversation, conversation_id, populate_existing=True)
    if found is None or found.stage not in ("bot", "waiting"):
        return None
    answer = after_asked(session, found, settings, lang)
    if answer.waits and found.stage == "bot":
        found.stage, found.waiting_since, found.warned_at = "waiting", now(), None
        log(session, conversation_id, Row("asked", team_id=found.team_id, reason="human"))
    return answer.notice


def stop_waiting(session: Session, conversation_id: str) -> bool:
    """The citizen goes on with the bot, which may be answering just now; False where they did not wait (any more)."""
    team = session.scalar(select(Conversation.team_id).where(Conversation.id == conversation_id))
    lang = move(
        session, conversation_id, Conversation.stage == "waiting", Conversation.closed_at.is_(None), silent=False,
        stage="bot", waiting_since=None, warned_at=None, team_id=None,
    )  # fmt: skip
    if lang is None:
        return False
    note_down(session, conversation_id, lang, Row("left", team_id=team), "left")
    return True


def leave(session: Session, conversation_id: str) -> None:
    """The citizen ends the talk while they wait or a person answers; the caller closes it."""
    found = session.execute(
        select(Conversation.team_id, Conversation.holder_id).where(Conversation.id == conversation_id)
    ).one_or_none()
    lang = move(
        session, conversation_id, Conversation.stage.in_(("waiting", "held")),
        stage="closed", holder_id=None, waiting_since=None, warned_at=None,
    )  # fmt: skip
    if lang is not None and found is not None:
        row = Row("left", to_id=found.holder_id, team_id=found.team_id)
        note_down(session, conversation_id, lang, row, "ended_by_citizen")
