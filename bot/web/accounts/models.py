"""Tables of the people who work here: accounts, how they sign in, and the log of what they did."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from procedures.db import Base

_ACCOUNT = "accounts.id"
Moment = DateTime(timezone=True)


class Team(Base):
    """Staff who share a queue."""

    __tablename__ = "teams"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)


class Account(Base):
    """A person who works here. Never deleted: the log refers to it; ``active`` says whether it opens anything."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str | None] = mapped_column(String(120))
    subject: Mapped[str | None] = mapped_column(String(64), unique=True)
    """Digest of issuer and subject of a ministry's own sign-on; None for a local account."""
    password_hash: Mapped[str | None] = mapped_column(String(200))
    """argon2id; None until the invitation is used, and always for accounts of a sign-on."""
    totp_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The secret of the second factor, sealed; None where there is none yet."""
    totp_step: Mapped[int] = mapped_column(BigInteger, default=0)
    """The 30-second step of the last code taken: no code counts twice."""
    roles: Mapped[list[str]] = mapped_column(JSON)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    active: Mapped[bool] = mapped_column(default=True)
    sample: Mapped[bool] = mapped_column(default=False)
    """Made for a local trial; opens nothing anywhere else."""
    lang: Mapped[str] = mapped_column(String(2), default="vi")
    created_at: Mapped[datetime] = mapped_column(Moment)


class RecoveryCode(Base):
    """A way in for whoever lost the telephone; each works once. Only its hash is kept."""

    __tablename__ = "recovery_codes"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(_ACCOUNT), index=True)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class Invitation(Base):
    """A link that works once: the first admin, a new colleague, a new password. Only its secret's hash is kept."""

    __tablename__ = "invitations"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey(_ACCOUNT), index=True)
    """Whose; None for the first admin, whose account the link makes."""
    purpose: Mapped[str] = mapped_column(String(12))
    """first_admin, invite or reset"""
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class SignIn(Base):
    """A browser that is signed in. The cookie holds the token, the table its hash."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(_ACCOUNT), index=True)
    csrf: Mapped[str] = mapped_column(String(43))
    device: Mapped[str] = mapped_column(String(40))
    """«Firefox, Linux»: to know one's own browsers by."""
    address_id: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(Moment)
    last_seen_at: Mapped[datetime] = mapped_column(Moment)
    second_factor_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class SignInTry(Base):
    """Failed tries of one account or address, by a keyed hash: nobody reads from it who tried what."""

    __tablename__ = "sign_in_tries"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    failed: Mapped[int] = mapped_column(Integer)
    blocked_until: Mapped[datetime] = mapped_column(Moment)
    forget_at: Mapped[datetime] = mapped_column(Moment, index=True)


class SignOnStart(Base):
    """A way to the ministry's sign-on that was begun and not yet ended; ended once."""

    __tablename__ = "sign_on_starts"

    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    browser_hash: Mapped[str] = mapped_column(String(64))
    nonce: Mapped[str] = mapped_column(String(64))
    verifier: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)


class AuditEntry(Base):
    """Who did what, when and why. Triggers of the data base refuse to change or delete a row."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_object", "object_kind", "object_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey(_ACCOUNT), index=True)
    """None: the system itself, or somebody who is not signed in."""
    action: Mapped[str] = mapped_column(String(40))
    object_kind: Mapped[str] = mapped_column(String(20))
    object_id: Mapped[str] = mapped_column(String(80))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    reason: Mapped[str] = mapped_column(Text)
    address_id: Mapped[str | None] = mapped_column(String(32))
