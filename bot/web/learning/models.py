"""Tables of what the bot learns from."""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from procedures.db import Base


class Example(Base):
    """A message that somebody has said the meaning of. It names no conversation and holds no personal number."""

    __tablename__ = "examples"
    __table_args__ = (Index("ix_examples_state_topic", "state", "topic"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    plain: Mapped[str] = mapped_column(String(500), unique=True)
    """Its folded words alone: the same message is one example, however it is typed."""
    topic: Mapped[str] = mapped_column(String(20))
    """An intent of ``procedures.payload``: a topic or an act of talk."""
    procedure: Mapped[str | None] = mapped_column(String(80))
    lang: Mapped[str] = mapped_column(String(2))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    state: Mapped[str] = mapped_column(String(10))
    """accepted or withdrawn"""
