"""Who is there: renewed by open pages of staff; «away» takes nobody new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.web.accounts.models import Account
from bot.web.accounts.rows import changed
from bot.web.desk.models import Presence
from procedures.calendar import aware, now

GONE = timedelta(seconds=90)
"""After this time without a sign somebody's connection counts as lost: four signs of an open page in a row."""
SIGN = timedelta(seconds=10)
"""How exactly a sign of life is written down: not every request is a write."""
WORKERS = frozenset({"staff", "team_lead"})
"""Roles that answer citizens."""


@dataclass(frozen=True)
class Person:
    """Somebody who is there."""

    account_id: int
    name: str
    team_id: int | None
    ready: bool
    seen_at: datetime
    served_at: datetime | None


def touch(session: Session, account_id: int, moment: datetime | None = None) -> bool:
    """A sign of life; gives whether they take new conversations. Who comes for the first time is ready."""
    moment = moment or now()
    row = session.get(Presence, account_id)
    if row is None or aware(row.seen_at) < moment - SIGN:
        _renew(session, account_id, {"seen_at": moment})
    return row is None or row.ready


def set_ready(session: Session, account_id: int, ready: bool) -> None:
    """Ready for new conversations, or away; those that they hold stay theirs."""
    _renew(session, account_id, {"ready": ready, "seen_at": now()})


def served(session: Session, account_id: int) -> None:
    """They were given a conversation: others are next."""
    _renew(session, account_id, {"served_at": now()})


def here(session: Session, moment: datetime | None = None) -> list[Person]:
    """Everybody who is there and may answer citizens."""
    since = (moment or now()) - GONE
    query = select(Presence, Account).join(Account, Account.id == Presence.account_id)
    query = query.where(Presence.seen_at > since, Account.active).order_by(Account.id)
    return [
        Person(account.id, account.name, account.team_id, row.ready, aware(row.seen_at), _or_none(row.served_at))
        for row, account in session.execute(query)
        if WORKERS & set(account.roles)
    ]


def present(session: Session, team: int | None, moment: datetime | None = None) -> list[int]:
    """Those who are there, ready, and serve the queue of a team (None: anybody's queue)."""
    return [each.account_id for each in here(session, moment) if each.ready and serves(each.team_id, team)]


def serves(own: int | None, queue: int | None) -> bool:
    """Whoever has no team serves all queues; a conversation of no team is anybody's."""
    return own is None or queue is None or own == queue


def lost(session: Session, accounts: Iterable[int], moment: datetime | None = None) -> set[int]:
    """Those of the accounts who gave no sign for too long, or are locked out."""
    asked = set(accounts)
    since = (moment or now()) - GONE
    query = select(Presence.account_id).join(Account, Account.id == Presence.account_id)
    there = query.where(Presence.account_id.in_(asked), Presence.seen_at > since, Account.active)
    return asked - set(session.scalars(there))


def _renew(session: Session, account_id: int, values: dict[str, object]) -> None:
    renewed = update(Presence).where(Presence.account_id == account_id).values(values)
    if changed(session, renewed):
        return
    first = {"ready": True, "served_at": None, "seen_at": now()} | values
    try:
        with session.begin_nested():
            session.add(Presence(account_id=account_id, **first))
    except IntegrityError:  # another page of theirs was quicker
        session.execute(renewed)


def _or_none(moment: datetime | None) -> datetime | None:
    return aware(moment) if moment else None
