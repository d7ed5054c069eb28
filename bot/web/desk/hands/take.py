"""Somebody takes a conversation: one conditional update, so that two people never hold one (ADR 22)."""

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session, aliased

from bot.web.accounts.audit import SYSTEM, Who
from bot.web.accounts.models import Account
from bot.web.desk.errors import DeskError, Ended, NoRoom, NoSuchTalk, TakenAlready
from bot.web.desk.hands.change import Row, move, note_down
from bot.web.desk.models import Presence
from bot.web.desk.queue.rules import rule_of
from bot.web.models import Conversation
from procedures.calendar import now


def take(session: Session, who: Who, conversation_id: str) -> None:
    """They hold it from now on, and the bot is silent. Who holds it already holds it still.

    Raises NoSuchTalk, TakenAlready, NoRoom, Ended. The caller commits and tells those who listen.
    """
    if who.account_id is None:
        raise NoSuchTalk
    found = session.get(Conversation, conversation_id, populate_existing=True)
    if found is not None and found.stage == "held" and found.holder_id == who.account_id:
        return
    if not _give(session, who, conversation_id, who.account_id, waiting_only=False):
        raise _why(session, who.account_id, conversation_id)


def assign(session: Session, conversation_id: str, account_id: int) -> bool:
    """The queue gives a waiting conversation to somebody; False where it no longer waits or they have no room."""
    return _give(session, SYSTEM, conversation_id, account_id, waiting_only=True)


def room_of(session: Session, account_id: int) -> int:
    """How many more conversations they may hold."""
    holds = session.scalar(select(func.count()).select_from(Conversation).where(Conversation.holder_id == account_id))
    return _most(session, account_id) - (holds or 0)


def _give(session: Session, by: Who, conversation_id: str, account_id: int, *, waiting_only: bool) -> bool:
    # On PostgreSQL two conversations taken by one person at the same moment wait for each other here.
    account = session.scalar(select(Account).where(Account.id == account_id).with_for_update(key_share=True))
    if account is None or not account.active:
        return False
    stage = Conversation.stage == "waiting"
    others = aliased(Conversation)
    holds = select(func.count()).select_from(others).where(others.holder_id == account_id).scalar_subquery()
    lang = move(
        session,
        conversation_id,
        stage if waiting_only else or_(stage, Conversation.stage == "bot"),
        Conversation.holder_id.is_(None),
        Conversation.closed_at.is_(None),
        holds < _most(session, account_id),
        stage="held",
        holder_id=account_id,
        held_since=now(),
        waiting_since=None,
        warned_at=None,
        team_id=func.coalesce(Conversation.team_id, account.team_id),
    )
    if lang is None:
        return False
    session.execute(update(Presence).where(Presence.account_id == account_id).values(served_at=now()))
    team = session.scalar(select(Conversation.team_id).where(Conversation.id == conversation_id))
    note_down(session, conversation_id, lang, Row("taken", by.account_id, account_id, team), "taken")
    return True


def _most(session: Session, account_id: int) -> int:
    return rule_of(session, session.scalar(select(Account.team_id).where(Account.id == account_id))).most_each


def _why(session: Session, account_id: int, conversation_id: str) -> DeskError:
    found = session.get(Conversation, conversation_id, populate_existing=True)
    if found is None:
        return NoSuchTalk()
    if found.closed_at is not None:
        return Ended()
    if found.holder_id is not None:
        return TakenAlready()
    return NoRoom() if room_of(session, account_id) <= 0 else TakenAlready()
