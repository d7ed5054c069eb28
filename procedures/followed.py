"""Dossiers that a conversation follows: the agency's token and what was seen last, sealed, never a birth date.

The token opens that one dossier only, at the agency that gave it, until it expires. Only the actions hold the key, so
the edge can erase rows with their conversation but read none of them.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from sqlalchemy import DateTime, LargeBinary, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from procedures.calendar import aware
from procedures.db import Base

KEPT = timedelta(days=30)
"""No token is kept longer, whatever the agency allows."""
MOST = 10
"""Dossiers that one conversation follows; the one not looked at for the longest time gives way."""


class DossierFollowed(Base):
    """One dossier of one conversation."""

    __tablename__ = "dossiers_followed"
    __table_args__ = (UniqueConstraint("conversation", "dossier"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(String(64), index=True)
    dossier: Mapped[str] = mapped_column(String(64))
    """A keyed hash of the code."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    shown_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


@dataclass(frozen=True)
class Followed:
    """A dossier as it was seen last. ``seen``: what the look-up after it is compared with, JSON."""

    code: str
    agency: str
    """The client's name of the agency that gave the token."""
    token: str = field(repr=False)
    slug: str | None = None
    seen: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Kept:
    """The same as it lies in the table."""

    dossier: Followed
    shown_at: datetime
    expires_at: datetime


def keep(
    session: Session, private_key: str, conversation: str, dossier: Followed, until: datetime, now: datetime
) -> Kept:
    """Follows the dossier, or renews what is known of it; at the longest for ``KEPT``. The caller commits."""
    now, until = now.astimezone(UTC), min(until.astimezone(UTC), now.astimezone(UTC) + KEPT)
    forget_expired(session, now)
    key, sealed = _hashed(private_key, dossier.code), _seal(private_key, dossier)
    row = session.scalar(_rows(conversation).where(DossierFollowed.dossier == key))
    if row is None:
        for old in session.scalars(_rows(conversation).order_by(DossierFollowed.shown_at.desc()).offset(MOST - 1)):
            session.delete(old)
        row = DossierFollowed(conversation=conversation, dossier=key)
        session.add(row)
    row.sealed, row.shown_at, row.expires_at = sealed, now, until
    session.flush()
    return Kept(dossier, now, until)


def followed(session: Session, private_key: str, conversation: str, now: datetime) -> Sequence[Kept]:
    """What the conversation follows, in the order it began; what has expired or cannot be opened is left out."""
    rows = session.scalars(
        _rows(conversation).where(DossierFollowed.expires_at > now.astimezone(UTC)).order_by(DossierFollowed.id)
    )
    kept = []
    for row in rows:
        dossier = _open(private_key, row.sealed)
        if dossier:
            kept.append(Kept(dossier, aware(row.shown_at), aware(row.expires_at)))
    return kept


def forget(session: Session, private_key: str, conversation: str, code: str) -> None:
    """Follows a dossier no longer. The caller commits."""
    key = _hashed(private_key, code)
    session.execute(
        delete(DossierFollowed).where(DossierFollowed.conversation == conversation, DossierFollowed.dossier == key)
    )


def forget_expired(session: Session, now: datetime) -> None:
    """Removes tokens that open nothing any more. The caller commits."""
    session.execute(delete(DossierFollowed).where(DossierFollowed.expires_at <= now.astimezone(UTC)))


def _rows(conversation: str) -> Any:
    return select(DossierFollowed).where(DossierFollowed.conversation == conversation)


def _hashed(private_key: str, code: str) -> str:
    key = hashlib.blake2b(base64.b64decode(private_key), person=b"motcua-followed").digest()
    return hashlib.blake2b(code.upper().encode(), key=key, digest_size=24).hexdigest()


def _seal(private_key: str, dossier: Followed) -> bytes:
    public = PrivateKey(base64.b64decode(private_key)).public_key
    return SealedBox(public).encrypt(json.dumps(asdict(dossier)).encode())


def _open(private_key: str, sealed: bytes) -> Followed | None:
    try:
        return Followed(**json.loads(SealedBox(PrivateKey(base64.b64decode(private_key))).decrypt(sealed)))
    except CryptoError:  # sealed for another key: the secrets were made anew since
        return None
