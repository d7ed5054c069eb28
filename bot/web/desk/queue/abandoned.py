"""Waits that nobody is behind any more: they end, with a call-back offered to whoever comes back."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.web.accounts.audit import SYSTEM
from bot.web.accounts.rows import changed
from bot.web.conversations.items import append_items
from bot.web.desk import hands
from bot.web.desk.queue.asked import call_back_notice
from bot.web.desk.queue.hours import opening
from bot.web.desk.queue.rules import rule_of
from bot.web.models import Conversation
from bot.web.settings import WebSettings
from procedures.calendar import aware, now

LONGEST = timedelta(hours=8)
"""Without a word a wait ends after so long in any case."""


def to_end(session: Session, moment: datetime | None = None) -> list[str]:
    """Waiting talks still for too long: for a silent chat's time while their team is off, else LONGEST."""
    moment = moment or now()
    waiting = Conversation.stage == "waiting", Conversation.closed_at.is_(None)
    found = session.scalars(select(Conversation).where(*waiting).order_by(Conversation.last_at)).all()
    return [talk.id for talk in found if _is_over(session, talk, moment)]


def end(session: Session, conversation: str, settings: WebSettings, moment: datetime | None = None) -> bool:
    """Offers the call-back and closes the talk; False where it no longer waits or somebody has written since."""
    moment = moment or now()
    talk = session.get(Conversation, conversation, populate_existing=True)
    if talk is None or not _is_over(session, talk, moment):
        return False
    same = Conversation.id == talk.id, Conversation.stage == "waiting", Conversation.closed_at.is_(None)
    hold = update(Conversation).where(*same, Conversation.last_seq == talk.last_seq).values(stage="waiting")
    if not changed(session, hold.execution_options(synchronize_session=False)):
        return False
    notice = call_back_notice(settings, talk.lang, opening(session, talk.team_id, moment))
    append_items(session, talk.id, [("bot", notice)])
    hands.close(session, SYSTEM, talk.id, "idle")
    return True


def _is_over(session: Session, talk: Conversation, moment: datetime) -> bool:
    still = moment - aware(talk.last_at)
    rule = rule_of(session, talk.team_id)
    if still < timedelta(minutes=rule.warn_minutes + rule.close_minutes):
        return False
    return still >= LONGEST or not opening(session, talk.team_id, moment).open
