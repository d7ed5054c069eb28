"""Tables of the knowledge base. A revision never changes; ``Procedure.live_version`` points at the live one."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, DateTime, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from procedures.db import Base


class Procedure(Base):
    """A procedure; what is known about it stands in its revisions."""

    __tablename__ = "procedures"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    family: Mapped[str] = mapped_column(String(80), index=True)
    live_version: Mapped[int | None]


class Revision(Base):
    """One immutable version of a record: ``content`` is ``procedures.record.Record`` as JSON, inheritance resolved."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("slug", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(ForeignKey("procedures.slug"))
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class KnownName(Base):
    """A name, alias, short name or code of a live record; made anew whenever the record is published."""

    __tablename__ = "known_names"
    __table_args__ = (Index("ix_known_names_folded", "folded"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(ForeignKey("procedures.slug"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    """name, alias, short, guide, code or old_code"""
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    from_: Mapped[date | None] = mapped_column("from_day", Date)
    to: Mapped[date | None] = mapped_column("to_day", Date)


class Register(Base):
    """What several records share, one row each: laws, sources, notices, contacts, families.

    One more row, ``shipped``, is of ``procedures.publishing.ship``.
    """

    __tablename__ = "registers"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[list[Any]] = mapped_column(JSON)


class Publication(Base):
    """Counts publications: caches and the names file are as new as its highest id."""

    __tablename__ = "publications"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    what: Mapped[str] = mapped_column(Text)
