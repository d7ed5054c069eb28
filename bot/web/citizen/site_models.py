"""Tables of the site: notices with dates, settings that an admin changes, timed work and its proof."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from procedures.db import Base


class Banner(Base):
    """A notice on every page while it is in force."""

    __tablename__ = "banners"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    """outage or notice"""
    text_vi: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    from_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    to_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    made_by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SiteSetting(Base):
    """A setting that wins over the environment's. ``revision`` counts changes, so that two admins notice each other."""

    __tablename__ = "site_settings"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    revision: Mapped[int]
    changed_by: Mapped[str] = mapped_column(String(40))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Job(Base):
    """Timed work; the lease lets one edge do it, however many there are."""

    __tablename__ = "jobs"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    lease: Mapped[str | None] = mapped_column(String(32))
    leased_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Erasure(Base):
    """Proof that something was erased: when, why, how many rows of what; never whose."""

    __tablename__ = "erasures"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    why: Mapped[str] = mapped_column(String(12))
    """citizen, command, restore or retention"""
    counts: Mapped[dict[str, int]] = mapped_column(JSON)


class ErasedConversation(Base):
    """What a restored backup must not bring back: the SHA-256 of an id, whose 128 random bits nobody can guess.

    Kept as long as conversations: one that is in a backup and older is erased by retention.
    """

    __tablename__ = "erased_conversations"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class TrackerToErase(Base):
    """A conversation that is gone here and still in Rasa's memory; the row stays until Rasa has confirmed."""

    __tablename__ = "trackers_to_erase"

    sender: Mapped[str] = mapped_column(String(32), primary_key=True)
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))
