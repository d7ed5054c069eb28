"""Tables of the editors' desk; the drafts themselves are ``procedures.drafts``."""

from datetime import date, datetime

from sqlalchemy import Date, DateTime, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from procedures.db import Base

_ACCOUNT, _DRAFT = "accounts.id", "drafts.id"
Moment = DateTime(timezone=True)


class DraftWriter(Base):
    """Somebody who has changed what a draft says, brought it in or handed it in: they cannot approve it."""

    __tablename__ = "draft_writers"

    draft_id: Mapped[int] = mapped_column(ForeignKey(_DRAFT), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(_ACCOUNT), primary_key=True)


class DraftEvent(Base):
    """One step of a draft: who, when, why. Changes of its words are not steps."""

    __tablename__ = "draft_events"
    __table_args__ = (Index("ix_draft_events_draft", "draft_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey(_DRAFT))
    at: Mapped[datetime] = mapped_column(Moment)
    by_id: Mapped[int | None] = mapped_column(ForeignKey(_ACCOUNT))
    kind: Mapped[str] = mapped_column(String(16))
    """begun, submitted, withdrawn, changes_asked, approved, published, rebased or dropped"""
    revision: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)


class DraftRemark(Base):
    """What somebody says about a draft, at a field or at the whole. From outside: ``by_id`` is None."""

    __tablename__ = "draft_remarks"

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[str] = mapped_column(String(36), unique=True)
    """A digest of its form and words; from outside, then ``:`` and the start of its link's hash."""
    draft_id: Mapped[int] = mapped_column(ForeignKey(_DRAFT), index=True)
    revision: Mapped[int]
    place: Mapped[str] = mapped_column(String(80))
    """``fees``, ``guide.questions``; empty: the whole."""
    row: Mapped[int | None]
    """Where the row stands now, from 0 (``follow.py`` keeps it true); None: the part, or a row that is gone."""
    field: Mapped[str] = mapped_column(String(40), server_default="")
    """The field of that row or part; empty: all of it."""
    quote: Mapped[str] = mapped_column(Text, server_default="")
    """What it said then."""
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    by_id: Mapped[int | None] = mapped_column(ForeignKey(_ACCOUNT))
    by_name: Mapped[str] = mapped_column(String(120))
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey(_ACCOUNT))


class FactCheck(Base):
    """A link by which somebody outside reads one draft and remarks on it until a moment. Only its hash is kept."""

    __tablename__ = "fact_checks"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey(_DRAFT), index=True)
    for_whom: Mapped[str] = mapped_column(String(120))
    made_by_id: Mapped[int] = mapped_column(ForeignKey(_ACCOUNT))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class DraftPresence(Base):
    """Who has a draft open, and which part of it."""

    __tablename__ = "draft_presence"

    draft_id: Mapped[int] = mapped_column(ForeignKey(_DRAFT), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(_ACCOUNT), primary_key=True)
    part: Mapped[str] = mapped_column(String(80))
    seen_at: Mapped[datetime] = mapped_column(Moment)


class RecordOwner(Base):
    """Who sees to it that a record is checked in time."""

    __tablename__ = "record_owners"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(_ACCOUNT))
    review_on: Mapped[date | None] = mapped_column(Date)
    """A day of their own to look at it, before the record's ``check_by``."""


class LinkCheck(Base):
    """What an address that the catalog names answered last; only where LINK_CHECK is on."""

    __tablename__ = "link_checks"

    url: Mapped[str] = mapped_column(Text, primary_key=True)
    checked_at: Mapped[datetime] = mapped_column(Moment)
    status: Mapped[int | None]
    """None: no answer."""
    failing_since: Mapped[datetime | None] = mapped_column(Moment)
