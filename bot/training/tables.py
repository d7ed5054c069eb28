"""Models, trainings, releases, and which Rasa answers now. Accounts are numbers: the launcher knows no accounts."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Float, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from procedures.db import Base

TRAINING_ENDS = ("passed", "refused", "failed", "cancelled")
RELEASE_ENDS = ("done", "failed")


class TrainedModel(Base):
    """A file of trained weights, and all that tells where it comes from and how well it understands."""

    __tablename__ = "trained_models"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    """``motcua-<digest>``: the file without its ending."""
    sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    sources: Mapped[str] = mapped_column(String(16))
    """Digest of the files of the repository that it was trained from."""
    corpus_count: Mapped[int]
    """Examples in those files."""
    examples_count: Mapped[int]
    """Examples that editors accepted."""
    examples_digest: Mapped[str] = mapped_column(String(16))
    examples_yml: Mapped[str] = mapped_column(Text)
    """Those examples, as they were trained with; empty where there were none."""
    seconds: Mapped[float] = mapped_column(Float)
    """How long the training took."""
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """``bot.training.figures.Figures`` as JSON; None until it was measured."""
    training_id: Mapped[int | None]
    """The training that made it; None: the launcher at a start, or ``make train``."""
    state: Mapped[str] = mapped_column(String(8))
    """ready, refused, or gone (its file was deleted)"""


class Training(Base):
    """One training as somebody asked for it, from the wish to the verdict."""

    __tablename__ = "trainings"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_by_id: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reason: Mapped[str] = mapped_column(String(500))
    state: Mapped[str] = mapped_column(String(10))
    """waiting, training, measuring; and the ends: passed, refused, failed, cancelled"""
    open: Mapped[bool | None] = mapped_column(unique=True)
    """True until it ended, then None: at most one is open, by this column."""
    step: Mapped[str] = mapped_column(String(20))
    """waiting, training, measuring_messages, measuring_talks or done"""
    percent: Mapped[int | None]
    """Of this step, where it is known."""
    started_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    beat_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When its process last gave a sign of life."""
    log: Mapped[str] = mapped_column(Text)
    """The last lines that it printed."""
    model_id: Mapped[int | None] = mapped_column(ForeignKey("trained_models.id"))
    verdict: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """``bot.training.figures.Verdict`` as JSON."""
    error: Mapped[str | None] = mapped_column(String(30))
    """Of a failed one: interrupted, no_file, sources_changed, nothing_new, no_model, no_measure, no_disk"""
    cancel_asked: Mapped[bool]


class Release(Base):
    """One change of the model that answers citizens."""

    __tablename__ = "releases"
    __table_args__ = (Index("ix_releases_model_id", "model_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("trained_models.id"))
    from_model_id: Mapped[int | None] = mapped_column(ForeignKey("trained_models.id"))
    asked_by_id: Mapped[int | None]
    """None: the launcher, at a start."""
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reason: Mapped[str] = mapped_column(String(500))
    state: Mapped[str] = mapped_column(String(10))
    """waiting, starting, moving, draining; and the ends: done, failed"""
    open: Mapped[bool | None] = mapped_column(unique=True)
    """True until it ended, then None."""
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    error: Mapped[str | None] = mapped_column(String(30))
    """Of a failed one: no_file, other_file, other_sources, not_ready, other_model, interrupted"""
    back: Mapped[bool]
    """Whether it goes back to the model before."""


class LiveRasa(Base):
    """The one row (id 1) that says which Rasa answers now. Where there is none, the setting RASA_URL does."""

    __tablename__ = "live_rasa"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    url: Mapped[str] = mapped_column(String(200))
    model_id: Mapped[int] = mapped_column(ForeignKey("trained_models.id"))
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    launcher_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    """When the launcher last said that it is there to train and to release."""
