"""Counts wrong tries at a dossier's status, and locks: a conversation, an address, a dossier.

A try is counted before the agency is asked, so that a hundred at once get no further than five; it is given back when
the birth date was right or the agency failed. What is counted stands in the table only as a keyed hash.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal

from sqlalchemy import DateTime, Integer, String, case, delete, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from procedures.calendar import VIETNAM
from procedures.db import Base

MOST_BY_ONE = 5
"""Wrong tries of a conversation or an address before it is locked."""
LOCKED_FOR = timedelta(minutes=15)
MOST_AT_DOSSIER = 20
"""Wrong tries at a dossier in a day of Vietnam before it is locked until midnight."""

What = Literal["conversation", "address", "dossier"]


class StatusTry(Base):
    """Tries of one subject. ``until``: when they are forgotten; a full count locks until then."""

    __tablename__ = "status_tries"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    tries: Mapped[int] = mapped_column(Integer)
    until: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class Locked(Exception):
    """Too many wrong tries. ``until`` is in the time of Vietnam."""

    def __init__(self, what: What, until: datetime):
        super().__init__(what)
        self.what = what
        self.until = until


@dataclass(frozen=True)
class Try:
    """A counted try; ``give_back`` undoes it."""

    subjects: tuple[str, ...]


def begin(session: Session, key: bytes, *, conversation: str, address: str | None, dossier: str, now: datetime) -> Try:
    """Counts a try, or raises Locked and counts nothing. The caller commits, or rolls back on Locked.

    Each count is one conditional statement that the data base serialises; subjects come in the same order for everyone,
    so two tries cannot wait for each other.
    """
    now = now.astimezone(UTC)  # SQLite compares what is written, so everything is written in UTC
    midnight = datetime.combine(now.astimezone(VIETNAM).date() + timedelta(days=1), time(), VIETNAM).astimezone(UTC)
    wanted: list[tuple[What, str, int, datetime]] = [("conversation", conversation, MOST_BY_ONE, now + LOCKED_FOR)]
    if address:
        wanted.append(("address", address, MOST_BY_ONE, now + LOCKED_FOR))
    wanted.append(("dossier", dossier.upper(), MOST_AT_DOSSIER, midnight))
    subjects = []
    for what, value, most, until in wanted:
        subject = hashed(key, what, value)
        if not _count(session, subject, most, until, now):
            raise Locked(what, _until(session, subject, now + LOCKED_FOR))
        subjects.append(subject)
    return Try(tuple(subjects))


def give_back(session: Session, counted: Try) -> None:
    """Takes a try back: the date was right, or nobody could say. The caller commits."""
    for subject in counted.subjects:
        session.execute(
            update(StatusTry).where(StatusTry.subject == subject, StatusTry.tries > 0).values(tries=StatusTry.tries - 1)
        )


def forget(session: Session, now: datetime) -> None:
    """Removes counts that no longer lock anything. The caller commits."""
    session.execute(delete(StatusTry).where(StatusTry.until <= now.astimezone(UTC)))


def make_key(private_key: str) -> bytes:
    """The key of the hashes, derived from the vault's private key (base64), which only the actions hold."""
    return hashlib.blake2b(base64.b64decode(private_key), person=b"motcua-tries").digest()


def hashed(key: bytes, what: What, value: str) -> str:
    """How a subject stands in the table."""
    return hashlib.blake2b(f"{what}:{value}".encode(), key=key, digest_size=24).hexdigest()


def _count(session: Session, subject: str, most: int, until: datetime, now: datetime) -> bool:
    """One more try of a subject; False where the count is full and not yet forgotten."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    fresh = StatusTry.until <= now
    statement = (
        insert(StatusTry)
        .values(subject=subject, tries=1, until=until)
        .on_conflict_do_update(
            index_elements=[StatusTry.subject],
            set_={"tries": case((fresh, literal(1)), else_=StatusTry.tries + 1), "until": until},
            where=or_(fresh, StatusTry.tries < most),
        )
        .returning(StatusTry.tries)
    )
    return session.execute(statement).scalar_one_or_none() is not None


def _until(session: Session, subject: str, otherwise: datetime) -> datetime:
    """Until when a subject is locked, in the time of Vietnam."""
    until = session.scalar(select(StatusTry.until).where(StatusTry.subject == subject)) or otherwise
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)  # SQLite keeps no zone
    return aware.astimezone(VIETNAM)
