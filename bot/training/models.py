"""Rows of trained models, as the launcher writes them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from bot.training.examples import Accepted
from bot.training.tables import LiveRasa, Release, TrainedModel
from procedures.calendar import now

CANDIDATES_KEPT = 3


@dataclass(frozen=True)
class Made:
    """A model's file as it was made; ``sources`` is the digest of what it was made of, without the examples."""

    name: str
    sha256: str
    sources: str
    corpus_count: int
    examples: Accepted
    seconds: float


def register(session: Session, made: Made, training_id: int | None = None, state: str = "ready") -> TrainedModel:
    """The row of a model: a new one, or the one of its name brought up to date with the file."""
    row = session.scalar(select(TrainedModel).where(TrainedModel.name == made.name))
    if row is None:
        row = TrainedModel(name=made.name, training_id=training_id, made_at=now(), sha256="", figures=None)
        session.add(row)
    if row.sha256 != made.sha256:  # of the same data, but other weights: nobody has measured these
        row.sha256, row.made_at, row.figures = made.sha256, now(), None
    row.training_id = training_id if training_id is not None else row.training_id
    row.sources, row.corpus_count, row.seconds, row.state = made.sources, made.corpus_count, made.seconds, state
    row.examples_count, row.examples_digest = made.examples.count, made.examples.digest
    row.examples_yml = made.examples.yml
    session.flush()
    return row


def live_model(session: Session) -> TrainedModel | None:
    """The model that answers, or that answered when the launcher last ran."""
    row = session.get(LiveRasa, 1)
    return session.get(TrainedModel, row.model_id) if row else None


def stays(session: Session, model: TrainedModel) -> bool:
    """Whether a refusal leaves the model as it is: it has answered citizens, or a release of it is under way."""
    mine = (Release.model_id == model.id, or_(Release.state == "done", Release.open.is_(True)))
    return session.scalar(select(Release.id).where(*mine).limit(1)) is not None


def set_figures(session: Session, model_id: int, figures: dict[str, Any]) -> None:
    """What was measured of a model."""
    session.execute(update(TrainedModel).where(TrainedModel.id == model_id).values(figures=figures))


def to_keep(session: Session) -> set[str]:
    """Names of the models whose files are still needed: the live one, the one before, the newest candidates."""
    live = live_model(session)
    if live is None:
        return set()
    released = session.scalars(
        select(Release).where(Release.model_id == live.id, Release.state == "done").order_by(Release.id.desc()).limit(1)
    ).one_or_none()
    under_way = session.scalars(select(Release).where(Release.open.is_(True))).one_or_none()
    needed = {live.id, released and released.from_model_id, under_way and under_way.model_id}
    ready = (
        select(TrainedModel)
        .where(TrainedModel.state == "ready", TrainedModel.sources == live.sources)
        .order_by(TrainedModel.made_at.desc())
        .limit(CANDIDATES_KEPT)
    )
    names = select(TrainedModel.name).where(TrainedModel.id.in_([each for each in needed if each]))
    return {*session.scalars(names), *(row.name for row in session.scalars(ready))}


def mark_gone(session: Session, there: Collection[str]) -> None:
    """Ready models whose file is not ``there`` any more can answer nobody."""
    gone = update(TrainedModel).where(TrainedModel.state == "ready", TrainedModel.name.not_in(there))
    session.execute(gone.values(state="gone").execution_options(synchronize_session=False))
