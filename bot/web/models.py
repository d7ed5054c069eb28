"""Tables of the edge: conversations, their turns, and the items that a transcript consists of."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import JSON, DateTime, ForeignKey, Index, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from procedures.calendar import now
from procedures.db import Base


def table_of(model: type[Base]) -> Table:
    """Where the objects of a class lie: a statement on it runs in half the time of one on the class."""
    return cast(Table, model.__table__)


class Conversation(Base):
    """One citizen's talk. ``last_seq`` counts its items; the lease says which process is answering a turn now."""

    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_stage", "stage", "waiting_since"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    lang: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    last_seq: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None] = mapped_column(String(32))
    """A random mark of the turn that is being answered; None where none is."""
    leased_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    last_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True, default=now)
    """When its newest item was added: idle conversations close, old ones are erased."""
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    closed_why: Mapped[str | None] = mapped_column(String(12))
    """citizen, idle or staff"""
    stage: Mapped[str] = mapped_column(String(8), default="bot")
    """Who answers: bot, waiting (the bot, until somebody takes it) or held (only its holder)."""
    holder_id: Mapped[int | None]
    """The account that holds it; set exactly while ``stage`` is held."""
    team_id: Mapped[int | None]
    """The team in whose queue it waits or is held; None: anybody's."""
    waiting_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    held_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    warned_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When a silent citizen was told that the talk would end."""
    is_test: Mapped[bool] = mapped_column(default=False)
    """Made by staff to try something; stays out of figures."""
    slug: Mapped[str | None] = mapped_column(String(80))
    """The procedure that its newest answer was about."""
    heard_seq: Mapped[int] = mapped_column(default=0)
    """Number of the citizen's newest item."""
    spoke_seq: Mapped[int] = mapped_column(default=0)
    """Number of the newest item of staff: what the citizen wrote later waits for an answer."""


class Turn(Base):
    """One message of a citizen and what came of it; ``client_id`` makes it happen once however often it is sent."""

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("conversation_id", "client_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    client_id: Mapped[str] = mapped_column(String(36))
    request_hash: Mapped[str] = mapped_column(String(64))
    """Keyed digest of what was sent, so that the same client_id with something else is noticed."""
    state: Mapped[str] = mapped_column(String(10))
    """running or done"""
    outcome: Mapped[str | None] = mapped_column(String(40))
    """Outcome of the last reply (the closed list of procedures.payload); None while running."""
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Item(Base):
    """One entry of a transcript. ``payload`` holds no personal number: intake hid them."""

    __tablename__ = "items"
    __table_args__ = (Index("ix_items_turn_id", "turn_id"),)

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turns.id"))
    sender: Mapped[str] = mapped_column(String(8))
    """citizen, bot or staff"""
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Of the bot and staff: procedures.payload.Payload. Of the citizen: ``text`` and ``button`` (an id or null)."""
    folded: Mapped[str | None] = mapped_column(Text)
    """Of the citizen: the words without diacritics and case, for the console's search. As masked as the payload."""
