"""How it stands at this moment: who is there, who waits, which chats wait for staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.web.accounts.models import Account
from bot.web.desk.queue.idle import silent
from bot.web.desk.queue.presence import here
from bot.web.models import Conversation


@dataclass(frozen=True)
class Silent:
    """A chat in which the citizen waits for its holder."""

    conversation: str
    holder: str
    since: datetime


@dataclass(frozen=True)
class Now:
    """Of one team, or of all."""

    ready: int
    away: int
    waiting: int
    longest_since: datetime | None
    held: int
    silent: Sequence[Silent]


def now_at(session: Session, team: int | None) -> Now:
    """``team`` None: all; 0: those of none."""
    people = [each for each in here(session) if team is None or (each.team_id or 0) == team]
    talks = select(func.count(), func.min(Conversation.waiting_since)).where(Conversation.closed_at.is_(None))
    if team is not None:
        talks = talks.where(func.coalesce(Conversation.team_id, 0) == team)
    waiting, since = session.execute(talks.where(Conversation.stage == "waiting")).one()
    held, _ = session.execute(talks.where(Conversation.stage == "held")).one()
    quiet = [Silent(each.id, _name(session, each.holder_id), each.since) for each in silent(session)]
    ready = sum(each.ready for each in people)
    return Now(ready, len(people) - ready, waiting, since, held, quiet if team is None else [])


def _name(session: Session, account_id: int | None) -> str:
    account = session.get(Account, account_id) if account_id else None
    return account.name if account else "–"
