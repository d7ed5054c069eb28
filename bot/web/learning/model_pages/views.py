"""Reads the rows of ``bot.training`` and makes of them what the pages show."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.training.figures import Figures, Verdict
from bot.training.requests import Overview, not_releasable, overview, was_live, zoned
from bot.training.tables import Release, TrainedModel, Training
from bot.web.accounts.models import Account
from bot.web.learning.model_pages.figures import numbers
from bot.web.learning.model_pages.shown import ModelLine, Page, ReleaseLine, TrainingLine, short
from procedures.calendar import now

SILENT = timedelta(seconds=60)
OLDER = 10
"""Earlier trainings on the page."""
MOST_MODELS = 20
"""In the list; each has a page of its own."""


class Reader:
    """One look at the tables, within one transaction."""

    def __init__(self, session: Session, follows: bool):
        self._session = session
        self._seen: Overview = overview(session)
        self._names = _by_id(session, select(Account.id, Account.name))
        self._models = _by_id(session, select(TrainedModel.id, TrainedModel.name))
        self.unavailable = "not_followed" if not follows else self._seen.unavailable or ""

    def page(self) -> Page:
        """Everything."""
        seen = self._seen
        ended = [self._training(row) for row in seen.trainings[: OLDER + 1]]
        failed = next(iter(seen.releases), None)
        return Page(
            unavailable=self.unavailable,
            live=self.model(seen.live) if seen.live else None,
            since=seen.live_since,
            live_release=self._release(seen.released) if seen.released else None,
            previous=self.model(seen.previous) if seen.previous and not self._shut else None,
            moving=self._release(seen.release) if seen.release else None,
            failed=self._release(failed) if failed and failed.state == "failed" and not seen.release else None,
            running=self._training(seen.training) if seen.training else None,
            last=ended[0] if ended and not seen.training else None,
            older=tuple(ended if seen.training else ended[1:]),
            models=tuple(self.model(row) for row in seen.models[:MOST_MODELS]),
            unknown=seen.unknown,
            withdrawn=seen.withdrawn,
        )

    def one(self, number: int) -> tuple[ModelLine, TrainingLine | None] | None:
        """A model with the figures of each topic beside those of the model that ran then, and its training."""
        row = self._session.get(TrainedModel, number)
        if row is None:
            return None
        made = select(Training).where(Training.model_id == number).order_by(Training.id.desc()).limit(1)
        training = self._session.scalar(made)
        return self.model(row, training), self._training(training) if training else None

    @property
    def live_id(self) -> int:
        """The number of the running model; 0: none is on record."""
        return self._seen.live.id if self._seen.live else 0

    @property
    def _shut(self) -> bool:
        """Whether no release can be asked for now."""
        return self.unavailable in ("not_followed", "no_launcher") or self._seen.release is not None

    def model(self, row: TrainedModel, training: Training | None = None) -> ModelLine:
        """A row as shown; with its training, compared with the model that ran then."""
        answered = was_live(self._session, row.id)
        live, moving = self._seen.live, self._seen.release
        why = not_releasable(self._session, row, live, answered) if live else row.state
        state = why or ("ran" if answered and live else row.state)
        if moving is not None and moving.model_id == row.id:
            state = "moving"
        verdict = Verdict.model_validate(training.verdict) if training and training.verdict else None
        figures = Figures.model_validate(row.figures) if row.figures else verdict.candidate if verdict else None
        shown = None
        if figures:
            shown = numbers(figures, verdict.live if verdict else None, verdict.topics if verdict else ())
        may = not why and not self._shut
        return ModelLine(
            id=row.id, name=row.name, sha256=row.sha256, made_at=row.made_at, seconds=row.seconds, sources=row.sources,
            corpus=row.corpus_count, examples=row.examples_count, examples_digest=row.examples_digest, figures=shown,
            state=state, can=("back" if answered else "release") if may else "",
            releases=tuple(self._releases_of(row.id)),
        )  # fmt: skip

    def _releases_of(self, model: int) -> Iterable[ReleaseLine]:
        done = (Release.model_id == model, Release.state == "done")
        rows = self._session.scalars(select(Release).where(*done).order_by(Release.id.desc()).limit(3))
        return (self._release(row) for row in rows)

    def _release(self, row: Release) -> ReleaseLine:
        by = self._names.get(row.asked_by_id, "") if row.asked_by_id is not None else ""
        return ReleaseLine(
            short(self._models.get(row.model_id, "")), by, row.asked_at, row.done_at or row.asked_at, row.reason,
            row.state, row.error or "", row.back,
        )  # fmt: skip

    def _training(self, row: Training) -> TrainingLine:
        moment, begun = now(), zoned(row.started_at or row.asked_at)
        heard = zoned(row.beat_at or row.started_at or row.asked_at)
        verdict = Verdict.model_validate(row.verdict) if row.verdict else None
        return TrainingLine(
            id=row.id, state=row.state, step=row.step, percent=row.percent, by=self._names.get(row.asked_by_id, ""),
            asked_at=row.asked_at, reason=row.reason,
            seconds=((zoned(row.ended_at) if row.ended_at else moment) - begun).total_seconds(), log=row.log,
            model=row.model_id, error=row.error or "", cancel_asked=row.cancel_asked,
            silent_since=heard if row.open and moment - heard > SILENT else None,
            fallen=tuple(verdict.topics) if verdict else (), fallen_talks=tuple(verdict.talks) if verdict else (),
        )  # fmt: skip


def _by_id(session: Session, query: Select[int, str]) -> dict[int, str]:
    return {row.id: row.name for row in session.execute(query)}


def read(session: Session, follows: bool) -> Page:
    """The page of all models; ``follows``: whether the edge follows releases (FOLLOW_RELEASES)."""
    return Reader(session, follows).page()


def read_one(session: Session, follows: bool, number: int) -> tuple[ModelLine, TrainingLine | None, int] | None:
    """One model, its training, and the number of the running one; None where there is no such model."""
    reader = Reader(session, follows)
    found = reader.one(number)
    return (*found, reader.live_id) if found else None
