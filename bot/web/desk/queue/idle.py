"""Silent chats: a citizen who says no more is warned, then the talk ends; one who waits long is offered a call-back.

A message of staff takes the warning back at once (``send``), one of the citizen at the next look (``wake``).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from bot.web.accounts.rows import changed
from bot.web.conversations.items import append_items
from bot.web.desk.queue.asked import call_back_notice
from bot.web.desk.queue.hours import opening
from bot.web.desk.queue.rules import rule_of
from bot.web.models import Conversation, Item
from bot.web.settings import WebSettings
from procedures.answers import simple
from procedures.calendar import aware, now

WAITED = timedelta(minutes=10)
"""After so long in the queue a call-back is offered beside it, once."""


@dataclass(frozen=True)
class Silence:
    """A conversation in which somebody of staff owes an answer."""

    id: str
    since: datetime
    holder_id: int | None


HEARD = (
    select(Item.at)
    .where(Item.conversation_id == Conversation.id, Item.seq == Conversation.heard_seq)
    .correlate(Conversation)
    .scalar_subquery()
)
"""When the citizen last wrote."""


def wake(session: Session) -> None:
    """Takes back the warning of those who have written since."""
    spoke = update(Conversation).where(Conversation.stage == "held", Conversation.warned_at < HEARD)
    session.execute(spoke.values(warned_at=None).execution_options(synchronize_session=False))


def is_silent(session: Session, conversation: str) -> bool:
    """Whether it is warned and silent still; until the transaction ends nothing is added to it."""
    warned = Conversation.stage == "held", Conversation.warned_at.is_not(None)
    quiet = *warned, or_(HEARD.is_(None), Conversation.warned_at >= HEARD)
    hold = update(Conversation).where(Conversation.id == conversation, *quiet).values(stage="held")
    return changed(session, hold.execution_options(synchronize_session=False)) > 0


def warn(session: Session, moment: datetime | None = None) -> list[str]:
    """Warns citizens who owe an answer for too long; gives the conversations."""
    moment, warned = moment or now(), []
    for talk in _held(session):
        rule = rule_of(session, talk.team_id)
        if _owed_by_staff(talk) or aware(talk.last_at) > moment - timedelta(minutes=rule.warn_minutes):
            continue
        if _mark(session, talk, Conversation.stage == "held", moment):
            words = simple("queue.warning", "handed_over", lang=talk.lang, minutes=rule.close_minutes)
            append_items(session, talk.id, [("bot", words)])
            warned.append(talk.id)
    return warned


def to_close(session: Session, moment: datetime | None = None) -> list[str]:
    """Those whose warning is over and who still say nothing."""
    moment = moment or now()
    query = select(Conversation).where(Conversation.stage == "held", Conversation.warned_at.is_not(None))
    return [
        talk.id
        for talk in session.scalars(query.order_by(Conversation.warned_at))
        if talk.warned_at is not None
        and aware(talk.warned_at) <= moment - timedelta(minutes=rule_of(session, talk.team_id).close_minutes)
    ]


def offer_call_backs(session: Session, settings: WebSettings, moment: datetime | None = None) -> list[str]:
    """Offers a call-back to those who wait for long; they keep their place. Gives the conversations."""
    moment, offered = moment or now(), []
    long = Conversation.stage == "waiting", Conversation.waiting_since <= moment - WAITED
    for talk in session.scalars(select(Conversation).where(*long, Conversation.warned_at.is_(None))).all():
        if _mark(session, talk, Conversation.stage == "waiting", moment):
            hours = opening(session, talk.team_id, moment)
            notice = call_back_notice(settings, talk.lang, hours, "queue.still_waiting" if hours.open else None)
            append_items(session, talk.id, [("bot", notice)])
            offered.append(talk.id)
    return offered


def silent(session: Session, moment: datetime | None = None) -> list[Silence]:
    """Held conversations in which staff owe an answer for as long as a citizen may be silent: for those who lead."""
    moment = moment or now()
    return [
        Silence(talk.id, aware(talk.last_at), talk.holder_id)
        for talk in _held(session)
        if _owed_by_staff(talk)
        and aware(talk.last_at) <= moment - timedelta(minutes=rule_of(session, talk.team_id).warn_minutes)
    ]


def _held(session: Session) -> list[Conversation]:
    held = Conversation.stage == "held", Conversation.closed_at.is_(None), Conversation.warned_at.is_(None)
    return list(session.scalars(select(Conversation).where(*held).order_by(Conversation.last_at)))


def _owed_by_staff(talk: Conversation) -> bool:
    """The citizen wrote last, or nobody of staff has said anything yet."""
    return talk.heard_seq > talk.spoke_seq or talk.spoke_seq == 0


def _mark(session: Session, talk: Conversation, stage: ColumnElement[bool], moment: datetime) -> bool:
    """Only if nothing has happened in it since it was read."""
    same = Conversation.id == talk.id, stage, Conversation.warned_at.is_(None), Conversation.last_seq == talk.last_seq
    marked = update(Conversation).where(*same).values(warned_at=moment)
    return changed(session, marked.execution_options(synchronize_session=False)) > 0
