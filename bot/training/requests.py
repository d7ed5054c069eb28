"""What the desk may ask of the launcher, and what it sees of it. A wish is one row, made once however often asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.training.errors import (
    AlreadyEnded,
    AlreadyReleasing,
    AlreadyTraining,
    NothingToTrain,
    NotReleasable,
    Unavailable,
)
from bot.training.examples import accepted, accepted_lines, read
from bot.training.figures import Verdict
from bot.training.tables import LiveRasa, Release, TrainedModel, Training
from procedures.calendar import now

LAUNCHER_SILENT = timedelta(seconds=60)
"""After so long without a sign of the launcher nobody would do what is asked."""
TESTS = Path(__file__).parents[2] / "tests/bench/beside.py"
"""A container image holds no tests, and without them no model can be measured."""
MOST_SHOWN = 50


@dataclass(frozen=True)
class Overview:
    """All that the page of models shows; lists have the newest first."""

    unavailable: str | None
    """Why nothing can be asked here: no_launcher, no_tests; None: it can."""
    live: TrainedModel | None
    live_since: datetime | None
    released: Release | None
    """The release that made it live."""
    previous: TrainedModel | None
    """The model to go back to, where there is one that may answer."""
    training: Training | None
    """The one under way."""
    release: Release | None
    """The one under way."""
    models: Sequence[TrainedModel]
    trainings: Sequence[Training]
    """Those that ended."""
    releases: Sequence[Release]
    """Those that ended."""
    unknown: int
    """Accepted examples that the running model has not learned."""
    withdrawn: int
    """Examples that it has learned and that are no longer accepted."""


def unavailable(session: Session) -> str | None:
    """Why no training can be asked for here (no_launcher, no_tests), or None. A release needs only the launcher."""
    if not _launcher_is_there(session):
        return "no_launcher"
    return None if TESTS.exists() else "no_tests"


def ask_training(session: Session, by_id: int, reason: str) -> int:
    """A training to be done with the examples accepted then. Gives its number.

    Raises Unavailable, NothingToTrain, AlreadyTraining.
    """
    why = unavailable(session)
    if why:
        raise Unavailable(why)
    live = _live(session)
    if accepted(session).digest == live.examples_digest:
        raise NothingToTrain
    wish = Training(
        asked_by_id=by_id, asked_at=now(), reason=reason, state="waiting", open=True, step="waiting", log="",
        cancel_asked=False,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(wish)
    except IntegrityError as error:
        raise AlreadyTraining from error
    return wish.id


def cancel(session: Session, training_id: int) -> None:
    """Asks to stop a training; one that nobody has begun yet ends at once. Asking twice changes nothing more.

    Raises AlreadyEnded.
    """
    waiting = (Training.id == training_id, Training.open.is_(True), Training.state == "waiting")
    ended = update(Training).where(*waiting).values(state="cancelled", step="done", open=None, ended_at=now())
    if session.execute(ended.returning(Training.id)).scalar_one_or_none() is not None:
        return
    asked = update(Training).where(Training.id == training_id, Training.open.is_(True)).values(cancel_asked=True)
    if session.execute(asked.returning(Training.id)).scalar_one_or_none() is None:
        raise AlreadyEnded


def ask_release(session: Session, by_id: int, model_id: int, reason: str, back: bool = False) -> int:
    """A release to be done; ``back``: of a model that has answered before. Gives its number.

    Raises Unavailable, NotReleasable, AlreadyReleasing.
    """
    if not _launcher_is_there(session):
        raise Unavailable("no_launcher")
    live = _live(session)
    why = not_releasable(session, session.get(TrainedModel, model_id), live, back)
    if why:
        raise NotReleasable(why)
    wish = Release(
        model_id=model_id, from_model_id=live.id, asked_by_id=by_id, asked_at=now(), reason=reason, state="waiting",
        open=True, back=back,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(wish)
    except IntegrityError as error:
        raise AlreadyReleasing from error
    return wish.id


def not_releasable(session: Session, model: TrainedModel | None, live: TrainedModel, back: bool = False) -> str | None:
    """Why the model may not take the place of the live one (NotReleasable says which reasons there are), or None.

    A candidate must have passed beside the model that answers now; one that has answered before may always come back,
    as long as the running code is the one it was trained with.
    """
    if model is None:
        return "unknown"
    if model.id == live.id:
        return "live"
    if model.state != "ready":
        return model.state
    if model.sources != live.sources:
        return "other_sources"
    if was_live(session, model.id):
        return None
    if back:
        return "never_live"
    training = session.get(Training, model.training_id) if model.training_id is not None else None
    if training is None or training.verdict is None:
        return "measured_beside_another"
    verdict = Verdict.model_validate(training.verdict)
    if not verdict.passed:  # its release was under way when the gate refused it, and then failed
        return "refused"
    return None if verdict.live_id == live.id else "measured_beside_another"


def was_live(session: Session, model_id: int) -> bool:
    """Whether the model has answered citizens before."""
    done = select(Release.id).where(Release.model_id == model_id, Release.state == "done").limit(1)
    return session.scalar(done) is not None


def overview(session: Session) -> Overview:
    """Everything about models at this moment."""
    row = session.get(LiveRasa, 1)
    live = session.get(TrainedModel, row.model_id) if row else None
    released = _newest(session, Release.model_id == live.id, Release.state == "done") if live else None
    before = session.get(TrainedModel, released.from_model_id) if released and released.from_model_id else None
    may = live is not None and before is not None and not_releasable(session, before, live, back=True) is None
    known, wanted = read(live.examples_yml if live else ""), accepted_lines(session)
    trainings = select(Training).order_by(Training.id.desc()).limit(MOST_SHOWN)
    releases = select(Release).where(Release.open.is_(None)).order_by(Release.id.desc()).limit(MOST_SHOWN)
    return Overview(
        unavailable=unavailable(session),
        live=live,
        live_since=zoned(row.since) if row else None,
        released=released,
        previous=before if may else None,
        training=session.scalar(select(Training).where(Training.open.is_(True))),
        release=session.scalar(select(Release).where(Release.open.is_(True))),
        models=session.scalars(select(TrainedModel).order_by(TrainedModel.id.desc()).limit(MOST_SHOWN)).all(),
        trainings=session.scalars(trainings.where(Training.open.is_(None))).all(),
        releases=session.scalars(releases).all(),
        unknown=len(wanted - known),
        withdrawn=len(known - wanted),
    )


def zoned(moment: datetime) -> datetime:
    """A moment of a row with its zone, which SQLite does not keep."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _launcher_is_there(session: Session) -> bool:
    row = session.get(LiveRasa, 1)
    return row is not None and zoned(row.launcher_at) > now() - LAUNCHER_SILENT


def _live(session: Session) -> TrainedModel:
    return session.get_one(TrainedModel, session.get_one(LiveRasa, 1).model_id)


def _newest(session: Session, *where: ColumnElement[bool]) -> Release | None:
    return session.scalar(select(Release).where(*where).order_by(Release.id.desc()).limit(1))
