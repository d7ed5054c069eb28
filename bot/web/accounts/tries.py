"""Slows down who guesses: failed tries are counted by account and by address, whether the account exists or not.

A try is counted before it is looked at, and taken back when it was right: a hundred at once get no further than one
after another. Nobody is locked out for good, or anybody could lock out the admins by guessing. Who
goes on guessing still makes the owner wait, an hour at most each time.
"""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import case, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.web.accounts.errors import TooManyTries
from bot.web.accounts.models import SignInTry
from bot.web.accounts.rows import changed
from procedures.calendar import aware, now

FREE = {"login": 5, "code": 5, "address": 50}
"""Failed tries without a pause. An address may be a whole office."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(hours=24)
_AGAIN = 20

Subject = tuple[str, str]
"""(kind, hash)"""


def subject(key: bytes, kind: str, value: str) -> Subject:
    """What is counted, as it stands in the table. ``kind`` is one of FREE."""
    return kind, hmac.new(key, f"{kind}:{value}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def begin(session: Session, subjects: Sequence[Subject]) -> None:
    """Counts a try of each as failed, or raises TooManyTries with the longest pause. The caller commits, or rolls back.

    Subjects come in the same order for everyone, so two tries cannot wait for each other.
    """
    session.execute(delete(SignInTry).where(SignInTry.forget_at < now()))
    for kind, name in subjects:
        _count(session, kind, name)


def was_right(session: Session, subjects: Sequence[Subject]) -> None:
    """The try was right: the account's count ends, the address gets its own try back."""
    for kind, name in subjects:
        mine = SignInTry.subject == name
        if kind == "address":
            less = case((SignInTry.failed > 0, SignInTry.failed - 1), else_=0)
            session.execute(update(SignInTry).where(mine).values(failed=less, blocked_until=now()))
        else:
            session.execute(delete(SignInTry).where(mine))


def _count(session: Session, kind: str, name: str) -> None:
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    start = now()
    empty = {"subject": name, "failed": 0, "blocked_until": start, "forget_at": start + FORGOTTEN_AFTER}
    session.execute(insert(SignInTry).values(**empty).on_conflict_do_nothing())
    for _ in range(_AGAIN):
        row = session.execute(
            select(SignInTry.failed, SignInTry.blocked_until).where(SignInTry.subject == name)
        ).one_or_none()
        if row is None:
            break
        wait = (aware(row.blocked_until) - start).total_seconds()
        if wait > 0:
            raise TooManyTries(int(wait) + 1)
        values = {
            "failed": row.failed + 1,
            "blocked_until": start + _pause(kind, row.failed + 1),
            "forget_at": start + FORGOTTEN_AFTER,
        }
        mine = SignInTry.subject == name, SignInTry.failed == row.failed
        if changed(session, update(SignInTry).where(*mine).values(values)):
            return
    raise TooManyTries(1)  # others are trying the same at this very moment


def _pause(kind: str, failed: int) -> timedelta:
    """None at first, then 30 seconds, doubled with each failure up to an hour."""
    over = failed - FREE[kind]
    return min(FIRST_PAUSE * 2 ** min(over, 12), LONGEST_PAUSE) if over >= 0 else timedelta(0)
