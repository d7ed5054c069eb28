"""Does the training that somebody at the desk asked for: trains, measures, says whether it may be released."""

import asyncio
import errno
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.launcher.errors import LaunchError
from bot.launcher.logs import say
from bot.launcher.measuring import Measure, verdict
from bot.launcher.model import (
    Wanted,
    content_hash,
    find_model,
    forget,
    forget_old,
    made,
    name_of,
    sources,
)
from bot.launcher.programs import NotMeasured, Programs
from bot.launcher.settings import LauncherSettings
from bot.launcher.store import Store
from bot.training import trainings
from bot.training.examples import accepted
from bot.training.figures import Figures, Verdict
from bot.training.models import Made, live_model, mark_gone, register, set_figures, stays, to_keep
from bot.training.tables import TrainedModel

BEAT_SECONDS = 2.0


class Failed(Exception):
    """The training came to no verdict; ``why`` is an error of ``Training.error``."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class Work(Measure, Protocol):
    """What runs the programs (programs.py)."""

    def sign(self) -> trainings.Sign:
        """How far it has come."""

    async def train(self, wanted: Wanted) -> Path:
        """The file of the model. Raises LaunchError."""


class Trainer:
    """Looks for trainings that wait, and does one at a time."""

    def __init__(
        self,
        settings: LauncherSettings,
        shared: Mapping[str, str],
        store: Store,
        programs: Callable[[LauncherSettings, Mapping[str, str]], Work] = Programs,
        beat: float = BEAT_SECONDS,
    ):
        self._settings, self._shared, self._store = settings, shared, store
        self._programs, self._beat = programs, beat

    async def one(self) -> None:
        """Does the training that waits, if there is one. Being cancelled ends it as interrupted."""
        number = await self._store.run(trainings.begin)
        if number is None:
            return
        say(f"training {number} begins")
        work = self._programs(self._settings, self._shared)
        doing = asyncio.create_task(self._do(number, work))
        error: str | None = "interrupted"
        try:
            while not doing.done():
                await asyncio.wait([doing], timeout=self._beat)
                if await self._told_to_stop(number, work.sign()):
                    doing.cancel()
            error = await _error(doing)
        finally:
            doing.cancel()
            await asyncio.gather(doing, return_exceptions=True)
            with suppress(SQLAlchemyError):  # the next start settles it
                await self._store.run(trainings.end, number, error=error)  # nothing where a verdict has ended it
            say(f"training {number} has ended{f' ({error})' if error else ''}")

    async def _told_to_stop(self, number: int, sign: trainings.Sign) -> bool:
        with suppress(SQLAlchemyError):  # a sign that was not taken is followed by the next
            return await self._store.run(trainings.beat, number, sign)
        return False

    async def _do(self, number: int, work: Work) -> None:
        models = self._settings.models
        wanted, live = await self._store.run(_asked, await asyncio.to_thread(_digest))
        beside = find_model(models, live.name)
        if wanted.sources != live.sources or beside is None:
            raise Failed("sources_changed" if beside else "no_file")
        if wanted.name == live.name:
            raise Failed("nothing_new")
        candidate = await work.train(wanted)
        figures = Figures.model_validate(live.figures) if live.figures else None
        said = await verdict(work, beside, candidate, live.id, figures)
        if await self._store.insist(_conclude, number, made(models, wanted), said) == "refused":
            forget(models, wanted.name)
        forget_old(models, await self._store.run(to_keep))
        await self._store.run(mark_gone, [name_of(path) for path in models.glob("motcua-*.tar.gz")])


async def _error(doing: asyncio.Task[None]) -> str | None:
    """Why it came to no verdict; None: it came to one, or it was stopped on purpose."""
    try:
        await doing
    except Failed as failed:
        return failed.why
    except NotMeasured as error:
        say(str(error))
        return "no_measure"
    except LaunchError as error:
        say(str(error))
        return "no_model"
    except OSError as error:
        return "no_disk" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "no_model"
    except asyncio.CancelledError:
        if not doing.cancelled():
            raise
    return None


def _digest() -> str:
    return content_hash(sources())


def _asked(session: Session, digest: str) -> tuple[Wanted, TrainedModel]:
    live = live_model(session)
    if live is None:
        raise Failed("no_file")
    return Wanted(digest, accepted(session)), live


def _conclude(session: Session, number: int, about: Made, said: Verdict) -> str:
    """The model with its figures and the end of its training, together; gives the model's state.

    The same examples as before are the same model: one that has answered before keeps its file for the way back.
    """
    model = register(session, about, number)
    if not said.passed and not stays(session, model):
        model.state = "refused"
    set_figures(session, model.id, said.candidate.model_dump())
    set_figures(session, said.live_id, said.live.model_dump())
    trainings.end(session, number, model_id=model.id, verdict=said)
    return model.state
