"""Where personal numbers wait for the action that needs them: sealed, one conversation's only, fifteen minutes at most.

The edge holds the public key and can only put; the actions hold the private key and can read (NaCl sealed boxes). What
lies in the table, a backup or a log is of no use without that key.
"""

import base64
import secrets
from datetime import datetime, timedelta

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from sqlalchemy import DateTime, LargeBinary, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from procedures.calendar import now
from procedures.db import Base

KEPT = timedelta(minutes=15)


class VaultItem(Base):
    """One sealed value; ``ref`` stands in the citizen's message in its place."""

    __tablename__ = "vault"

    ref: Mapped[str] = mapped_column(String(10), primary_key=True)
    conversation: Mapped[str] = mapped_column(String(64), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


def new_keys() -> tuple[str, str]:
    """A new (public, private) pair, base64."""
    private = PrivateKey.generate()
    return _text(bytes(private.public_key)), _text(bytes(private))


def new_reference() -> str:
    """A reference (ten hexadecimal digits) behind which nothing lies: for what is hidden and never read again."""
    return secrets.token_hex(5)


def put(session: Session, public_key: str, conversation: str, kind: str, value: str) -> str:
    """Seals the value and gives its reference (ten hexadecimal digits). Also removes what has expired."""
    session.execute(delete(VaultItem).where(VaultItem.expires_at < now()))
    ref = new_reference()
    sealed = SealedBox(PublicKey(base64.b64decode(public_key))).encrypt(value.encode())
    session.add(
        VaultItem(ref=ref, conversation=conversation, kind=kind, sealed=sealed, expires_at=now() + KEPT),
    )
    session.flush()
    return ref


def take(session: Session, private_key: str, conversation: str, ref: str) -> str | None:
    """The value behind a reference of this conversation; None if there is none, it expired or cannot be opened.

    Also removes what has expired; the caller commits.
    """
    expired = VaultItem.expires_at < now()
    if session.scalar(select(VaultItem.ref).where(expired).limit(1)):  # a delete, even of nothing, waits for writers
        session.execute(delete(VaultItem).where(expired))
    sealed = session.scalar(
        select(VaultItem.sealed).where(
            VaultItem.ref == ref, VaultItem.conversation == conversation, VaultItem.expires_at >= now()
        )
    )
    if sealed is None:
        return None
    try:
        return SealedBox(PrivateKey(base64.b64decode(private_key))).decrypt(sealed).decode()
    except CryptoError:  # sealed for another key: the secrets were made anew since
        return None


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()
