"""Somebody's place in the queue, and how long others waited at such a time."""

import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from statistics import median

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from bot.web.desk.models import Handover
from bot.web.desk.queue.waits import Wait, waits_of
from bot.web.models import Conversation
from procedures.calendar import VIETNAM, now

WEEKS = timedelta(weeks=4)
"""How far back waiting is looked at."""
LEAST = 8
"""Waits below which no estimate is given: it would be made up."""


def position(session: Session, conversation: Conversation) -> int | None:
    """Its place among those that wait in the same queue, from 1; None where it does not wait."""
    since = conversation.waiting_since
    if conversation.stage != "waiting" or since is None:
        return None
    same_moment = (Conversation.waiting_since == since) & (Conversation.id < conversation.id)
    return 1 + _waiting(session, conversation.team_id, or_(Conversation.waiting_since < since, same_moment))


def last_place(session: Session, team: int | None) -> int:
    """The place of one that comes into the queue now."""
    return 1 + _waiting(session, team)


def estimate(session: Session, team: int | None, moment: datetime | None = None) -> int | None:
    """Minutes that half of the people waited at most, in this queue at this hour of the last weeks, rounded up.

    Of the same weekday, else of all days; None where there are too few. Trials of staff do not count.
    """
    at = (moment or now()).astimezone(VIETNAM)
    known = [wait for wait in _lately(session, team, at) if wait.asked_at.astimezone(VIETNAM).hour == at.hour]
    same_day = [wait for wait in known if wait.asked_at.astimezone(VIETNAM).weekday() == at.weekday()]
    for waits in (same_day, known):
        if len(waits) >= LEAST:
            return max(1, math.ceil(median(wait.seconds for wait in waits) / 60))
    return None


def _lately(session: Session, team: int | None, at: datetime) -> Iterable[Wait]:
    since = (at - WEEKS).astimezone(UTC)
    kinds = select(Handover, Conversation.is_test).join(Conversation, Conversation.id == Handover.conversation_id)
    rows = session.execute(kinds.where(Handover.at >= since).order_by(Handover.conversation_id, Handover.id))
    changes = (handover for handover, is_test in rows if not is_test)
    return [wait for wait in waits_of(changes) if wait.team_id == team and wait.taken]


def _waiting(session: Session, team: int | None, *which: ColumnElement[bool]) -> int:
    queue = Conversation.team_id.is_(None) if team is None else Conversation.team_id == team
    waiting = Conversation.stage == "waiting", Conversation.closed_at.is_(None), queue
    return session.scalar(select(func.count()).select_from(Conversation).where(*waiting, *which)) or 0
