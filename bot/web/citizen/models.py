"""Tables of what citizens say about the talk, and of the links that open one again."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from procedures.db import Base

_CONVERSATION = "conversations.id"


class Feedback(Base):
    """A thumb on one answer; the newest replaces the one before. ``words`` are masked."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("conversation_id", "item_seq"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(_CONVERSATION))
    item_seq: Mapped[int]
    thumb: Mapped[int] = mapped_column(SmallInteger)
    """1 or -1"""
    reason: Mapped[str | None] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Rating(Base):
    """One to five stars for a whole conversation."""

    __tablename__ = "ratings"

    conversation_id: Mapped[str] = mapped_column(ForeignKey(_CONVERSATION), primary_key=True)
    stars: Mapped[int] = mapped_column(SmallInteger)
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Difficulty(Base):
    """What was hard at an agency. Names no conversation: nobody can be found by it. ``form_id`` makes it count once."""

    __tablename__ = "difficulties"

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[str] = mapped_column(String(36), unique=True)
    slug: Mapped[str | None] = mapped_column(String(80))
    agency: Mapped[str | None] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class ReviewItem(Base):
    """An entry of the editors' one review queue."""

    __tablename__ = "review_items"
    __table_args__ = (
        UniqueConstraint("conversation_id", "item_seq", "kind"),
        Index("ix_review_items_state_at", "state", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    """not_understood, wrong_answer, mistake_in_record or citizen_report"""
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey(_CONVERSATION))
    item_seq: Mapped[int | None]
    slug: Mapped[str | None] = mapped_column(String(80))
    version: Mapped[int | None]
    topic: Mapped[str | None] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    """The words without diacritics and case, by which like entries are put together."""
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    state: Mapped[str] = mapped_column(String(8))
    """open, done or dropped"""
    decision: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    decided_by: Mapped[str | None] = mapped_column(String(40))
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ResumeLink(Base):
    """A link that opens a closed conversation once. Only the hash of its secret is kept."""

    __tablename__ = "resume_links"

    secret_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(_CONVERSATION), index=True)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
