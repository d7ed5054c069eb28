"""Counts wrong tries at a dossier's status, and locks: a conversation, an address, a dossier.

Only a look-up that failed is a wrong try. Those in flight are counted apart: wrong and in flight together never pass
the limit, so that a hundred at once get no further than five, but only wrong ones lock. What is counted stands in the
table as a keyed hash.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, DateTime, Integer, String, case, delete, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from procedures.calendar import VIETNAM
from procedures.db import Base

What = Literal["conversation", "address", "dossier"]

MOST: Mapping[What, int] = {"conversation": 5, "address": 5, "dossier": 20}
"""Wrong tries before a subject is locked: a dossier until midnight in Vietnam, the others for LOCKED_FOR."""
LOCKED_FOR = timedelta(minutes=15)
LOST_AFTER = timedelta(seconds=30)
"""No question to an agency takes that long (``AGENCY_SECONDS`` is 4 at most)."""


class StatusTry(Base):
    """Tries of one subject."""

    __tablename__ = "status_tries"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    wrong: Mapped[int] = mapped_column(Integer)
    wrong_until: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    """When the wrong tries are forgotten; a full count locks until then. Only a wrong try moves it."""
    running: Mapped[int] = mapped_column(Integer)
    """Tries in flight."""
    running_until: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    """When what is in flight counts as lost, as after a crash."""


class Refused(Exception):
    """A try that may not begin now.

    Refused
    ├── Locked    too many wrong tries
    └── Busy      too many at once; nobody did anything wrong
    """

    def __init__(self, what: What):
        super().__init__(what)
        self.what = what


class Locked(Refused):
    """Too many wrong tries. ``until`` is in the time of Vietnam."""

    def __init__(self, what: What, until: datetime):
        super().__init__(what)
        self.until = until


class Busy(Refused):
    """Too many tries at once."""


@dataclass(frozen=True)
class Try:
    """A try in flight; ends with ``was_wrong`` or ``give_back``. ``subjects``: what is counted, in fixed order."""

    subjects: tuple[tuple[What, str], ...]


def begin(session: Session, key: bytes, *, conversation: str, address: str | None, dossier: str, now: datetime) -> Try:
    """Begins a try, or raises Locked or Busy and counts nothing. The caller commits, or rolls back on these.

    Each count is one conditional statement that the data base serialises; subjects come in the same order for everyone,
    so two tries cannot wait for each other.
    """
    now = now.astimezone(UTC)  # SQLite compares what is written, so everything is written in UTC
    named: list[tuple[What, str | None]] = [
        ("conversation", conversation), ("address", address), ("dossier", dossier.upper())
    ]  # fmt: skip
    subjects = tuple((what, hashed(key, what, value)) for what, value in named if value)
    for what, subject in subjects:
        if not _enter(session, subject, MOST[what], now):
            raise _refusal(session, what, subject, now)
    return Try(subjects)


def was_wrong(session: Session, begun: Try, now: datetime) -> None:
    """Ends a try whose code and date fit nothing: now it counts. The caller commits."""
    now = now.astimezone(UTC)
    for what, subject in begun.subjects:
        wrong = case((StatusTry.wrong_until > now, StatusTry.wrong + 1), else_=literal(1))
        values = {"wrong": wrong, "wrong_until": _until(what, now), "running": _one_less()}
        session.execute(update(StatusTry).where(StatusTry.subject == subject).values(values))


def give_back(session: Session, begun: Try) -> None:
    """Ends a try that was none: the date was right, or nobody could say. The caller commits."""
    for _, subject in begun.subjects:
        session.execute(update(StatusTry).where(StatusTry.subject == subject).values(running=_one_less()))


def forget(session: Session, now: datetime) -> None:
    """Removes counts that hold nobody up any more. The caller commits."""
    now = now.astimezone(UTC)
    session.execute(delete(StatusTry).where(StatusTry.wrong_until <= now, StatusTry.running_until <= now))


def make_key(private_key: str) -> bytes:
    """The key of the hashes, derived from the vault's private key (base64), which only the actions hold."""
    return hashlib.blake2b(base64.b64decode(private_key), person=b"motcua-tries").digest()


def hashed(key: bytes, what: What, value: str) -> str:
    """How a subject stands in the table."""
    return hashlib.blake2b(f"{what}:{value}".encode(), key=key, digest_size=24).hexdigest()


def _enter(session: Session, subject: str, most: int, now: datetime) -> bool:
    """One more try of a subject in flight; False where wrong ones and those in flight fill the count."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    wrong = case((StatusTry.wrong_until > now, StatusTry.wrong), else_=literal(0))
    running = case((StatusTry.running_until > now, StatusTry.running), else_=literal(0))
    ends = now + LOST_AFTER
    statement = (
        insert(StatusTry)
        .values(subject=subject, wrong=0, wrong_until=now, running=1, running_until=ends)
        .on_conflict_do_update(
            index_elements=[StatusTry.subject],
            set_={"running": running + 1, "running_until": ends},
            where=wrong + running < most,
        )
        .returning(StatusTry.running)
    )
    return session.execute(statement).scalar_one_or_none() is not None


def _refusal(session: Session, what: What, subject: str, now: datetime) -> Refused:
    """Why a subject's count is full."""
    row = session.execute(
        select(StatusTry.wrong, StatusTry.wrong_until).where(StatusTry.subject == subject)
    ).one_or_none()
    if row is None:
        return Busy(what)
    until = row.wrong_until if row.wrong_until.tzinfo else row.wrong_until.replace(tzinfo=UTC)  # SQLite keeps no zone
    return Locked(what, until.astimezone(VIETNAM)) if until > now and row.wrong >= MOST[what] else Busy(what)


def _until(what: What, now: datetime) -> datetime:
    """When a wrong try made now is forgotten."""
    if what != "dossier":
        return now + LOCKED_FOR
    tomorrow = now.astimezone(VIETNAM).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), VIETNAM).astimezone(UTC)


def _one_less() -> ColumnElement[int]:
    return case((StatusTry.running > 0, StatusTry.running - 1), else_=literal(0))
