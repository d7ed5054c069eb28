"""Models, trainings and releases as the pages show them: plain values, with people's names and not their numbers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.training.figures import FallenTalks, FallenTopic


@dataclass(frozen=True)
class Talks:
    """Conversations that went as written, of all of them."""

    passed: int
    all: int


@dataclass(frozen=True)
class Cell:
    """Percent of a topic that a model understood; ``live``: that of the model that ran then, None if not compared."""

    now: float
    live: float | None
    fell: bool


@dataclass(frozen=True)
class TopicRow:
    """A topic, how many messages there are of it, and both ways of writing them."""

    topic: str
    count: int
    written: Cell
    stripped: Cell


@dataclass(frozen=True)
class Numbers:
    """Percent of all test messages that a model understood in both ways of writing, and its conversations."""

    written: float
    stripped: float
    talks: Talks | None
    topics: tuple[TopicRow, ...] = ()
    compared: bool = False


@dataclass(frozen=True)
class ReleaseLine:
    """A release. ``by`` is empty where the launcher made it at a start."""

    model: str
    by: str
    asked_at: datetime
    at: datetime
    reason: str
    state: str
    error: str
    back: bool


@dataclass(frozen=True)
class ModelLine:
    """A model. ``state`` is live, moving, ready, ran (and may again), refused, gone, or why a ready one may not answer.

    ``can``: what an admin may ask for now.
    """

    id: int
    name: str
    sha256: str
    made_at: datetime
    seconds: float
    sources: str
    corpus: int
    examples: int
    examples_digest: str
    figures: Numbers | None
    state: str
    can: Literal["", "release", "back"]
    releases: tuple[ReleaseLine, ...] = ()

    @property
    def short(self) -> str:
        """The first digits of its name: enough to tell models apart."""
        return short(self.name)


@dataclass(frozen=True)
class TrainingLine:
    """A training with its verdict. ``seconds`` it has taken; ``silent_since``: nothing was heard of it for long."""

    id: int
    state: str
    step: str
    percent: int | None
    by: str
    asked_at: datetime
    reason: str
    seconds: float
    log: str
    model: int | None
    error: str
    cancel_asked: bool
    silent_since: datetime | None
    fallen: tuple[FallenTopic, ...] = ()
    fallen_talks: tuple[FallenTalks, ...] = ()


@dataclass(frozen=True)
class Page:
    """The page of all models. ``live_release``: the one that made the running model run; ``unavailable``: why nothing

    can be asked for here, or empty; ``unknown``, ``withdrawn``: as in ``bot.training.requests.Overview``.
    """

    unavailable: str
    live: ModelLine | None
    since: datetime | None
    live_release: ReleaseLine | None
    previous: ModelLine | None
    moving: ReleaseLine | None
    failed: ReleaseLine | None
    running: TrainingLine | None
    last: TrainingLine | None
    older: tuple[TrainingLine, ...]
    models: tuple[ModelLine, ...]
    unknown: int
    withdrawn: int


def short(name: str) -> str:
    """«motcua-0123456789abcdef» → «01234567»."""
    return name.removeprefix("motcua-")[:8]
