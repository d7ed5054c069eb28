"""Tables of the hotline console. ``conversations`` holds the stage itself (bot/web/models.py)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, DateTime, Float, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from procedures.db import Base

_ACCOUNT, _CONVERSATION, _TEAM = "accounts.id", "conversations.id", "teams.id"
Moment = DateTime(timezone=True)


class Handover(Base):
    """One change of who answers a conversation. The newest row is how it stands."""

    __tablename__ = "handovers"
    __table_args__ = (Index("ix_handovers_conversation_at", "conversation_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(_CONVERSATION))
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    kind: Mapped[str] = mapped_column(String(12))
    """asked, taken, given_back, passed, lost (its holder's connection died), left (the citizen gave up) or closed"""
    by_id: Mapped[int | None] = mapped_column(ForeignKey(_ACCOUNT))
    """None: the citizen, or the system."""
    to_id: Mapped[int | None] = mapped_column(ForeignKey(_ACCOUNT))
    team_id: Mapped[int | None] = mapped_column(ForeignKey(_TEAM))
    reason: Mapped[str | None] = mapped_column(String(20))
    """Why it was asked for or closed, from a closed list."""
    note: Mapped[str] = mapped_column(Text)
    """Among colleagues; citizens never see it."""
    item_seq: Mapped[int | None]
    """The notice in the transcript."""


class StaffNote(Base):
    """What a colleague wrote down about a conversation; masked, and never shown to citizens."""

    __tablename__ = "staff_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[str] = mapped_column(String(36), unique=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(_CONVERSATION), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey(_ACCOUNT))
    at: Mapped[datetime] = mapped_column(Moment)
    text: Mapped[str] = mapped_column(Text)


class StaffMessage(Base):
    """A message of staff by the id that its page gave it: sent once, however often it comes."""

    __tablename__ = "staff_messages"
    __table_args__ = (UniqueConstraint("conversation_id", "client_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(_CONVERSATION))
    client_id: Mapped[str] = mapped_column(String(36))
    by_id: Mapped[int] = mapped_column(ForeignKey(_ACCOUNT))
    item_seq: Mapped[int]


class PrivateValue(Base):
    """A personal number that a citizen wrote while a person was answering: sealed, short-lived, shown on a reveal."""

    __tablename__ = "private_values"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(_CONVERSATION), index=True)
    item_seq: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)


class Read(Base):
    """Who saw what of whom. Triggers of the data base refuse to change or delete a row; erasing a talk leaves it."""

    __tablename__ = "reads"
    __table_args__ = (Index("ix_reads_conversation_at", "conversation_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(_ACCOUNT), index=True)
    conversation_id: Mapped[str | None] = mapped_column(String(32))
    """A plain copy: the log outlives the conversation."""
    what: Mapped[str] = mapped_column(String(16))
    """transcript, turn, reveal, call_back or export"""
    detail: Mapped[str] = mapped_column(String(80))
    """Which value: its kind and item, never the value."""
    why: Mapped[str] = mapped_column(Text)
    """A key (reads.Why); of a reveal what its reader has typed, masked."""
    address_id: Mapped[str | None] = mapped_column(String(32))


class Presence(Base):
    """Whether a member of staff is there. ``seen_at`` is renewed by their open page."""

    __tablename__ = "presence"

    account_id: Mapped[int] = mapped_column(ForeignKey(_ACCOUNT), primary_key=True)
    ready: Mapped[bool]
    """Takes new conversations."""
    seen_at: Mapped[datetime] = mapped_column(Moment)
    served_at: Mapped[datetime | None] = mapped_column(Moment)
    """When they were last given a conversation: whoever waited longest is next."""


class TeamRule(Base):
    """How a team works; ``team_id`` 0 stands for everybody without a team of their own."""

    __tablename__ = "team_rules"

    team_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    most_each: Mapped[int]
    """Conversations that one person holds at once."""
    assign: Mapped[bool]
    """Waiting conversations are given to people who are ready; else people take them."""
    warn_minutes: Mapped[int]
    close_minutes: Mapped[int]
    """Of silence of the citizen: a warning, then the end."""
    hours: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Weekday «0» (Monday) to «6» → list of [«HH:MM», «HH:MM»]."""
    revision: Mapped[int]


class OfficeDay(Base):
    """A day with hours of its own: a holiday, a swapped working day. ``team_id`` 0: all teams."""

    __tablename__ = "office_days"

    team_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    name_vi: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    hours: Mapped[list[Any]] = mapped_column(JSON)
    """Empty: closed."""


class CallBack(Base):
    """Somebody asked to be called. The number is sealed; it is shown on a reveal, which is logged."""

    __tablename__ = "call_backs"
    __table_args__ = (Index("ix_call_backs_state_at", "state", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[str] = mapped_column(String(36), unique=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey(_CONVERSATION))
    team_id: Mapped[int | None] = mapped_column(ForeignKey(_TEAM))
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """None once it was done or its time is over."""
    phone_end: Mapped[str] = mapped_column(String(3))
    """Its last three digits, to tell two apart."""
    words: Mapped[str] = mapped_column(Text)
    """What it is about; masked."""
    slug: Mapped[str | None] = mapped_column(String(80))
    lang: Mapped[str] = mapped_column(String(2))
    wished: Mapped[str] = mapped_column(String(12))
    """any, morning or afternoon"""
    at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(8))
    """open, taken, done or dropped"""
    holder_id: Mapped[int | None] = mapped_column(ForeignKey(_ACCOUNT))
    tries: Mapped[int]
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(Text)


class CannedReply(Base):
    """Words that staff send often. ``{…}`` are variables: see bot/web/desk/help/canned.py."""

    __tablename__ = "canned_replies"

    id: Mapped[int] = mapped_column(primary_key=True)
    shortcut: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(80))
    text_vi: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    team_id: Mapped[int | None] = mapped_column(ForeignKey(_TEAM))
    active: Mapped[bool]
    revision: Mapped[int]


class Call(Base):
    """A telephone call that staff helped with (phone mode). Holds no name and no number of the caller."""

    __tablename__ = "calls"

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[str] = mapped_column(String(36), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(_ACCOUNT), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey(_TEAM))
    lang: Mapped[str] = mapped_column(String(2))
    started_at: Mapped[datetime] = mapped_column(Moment, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    slug: Mapped[str | None] = mapped_column(String(80))
    topic: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(20))
    """How it ended, from the same closed list as conversations."""
    note: Mapped[str] = mapped_column(Text)
    """Masked."""
    is_test: Mapped[bool]


class DailyFigure(Base):
    """What a day came to, kept when its conversations are erased. Empty strings and 0: not split that way."""

    __tablename__ = "daily_figures"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    measure: Mapped[str] = mapped_column(String(24), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    detail: Mapped[str] = mapped_column(String(40), primary_key=True)
    """An outcome, a topic, a reason or a number of stars."""
    team_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    count: Mapped[int]
    total: Mapped[float] = mapped_column(Float)
    """Seconds, stars: what a mean is made of."""
    spread: Mapped[dict[str, int]] = mapped_column(JSON)
    """Upper bound of a class → how many, where a median is asked for."""
