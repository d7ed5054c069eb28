"""A release: a second Rasa beside the first, checked and warmed; then citizens' turns move over, and the first ends."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy.orm import Session

from bot.launcher.errors import LaunchError, system_sentence
from bot.launcher.logs import say
from bot.launcher.model import content_hash, corpus, model_file, sha256, sources
from bot.launcher.parts import FIRST_RASA, RASAS, Part, rasa_part, rasa_url
from bot.launcher.settings import LauncherSettings
from bot.launcher.store import Store
from bot.launcher.supervisor import Supervisor
from bot.training import releases
from bot.training.tables import Release, TrainedModel

DRAIN_SECONDS = 10.0
"""A turn that began before the move is over then: the web gives Rasa 8 seconds (bot/web/rasa.py), and two more."""
ANSWER_WITHIN = aiohttp.ClientTimeout(total=20)


class Refused(Exception):
    """The model may not answer; ``why`` is an error of ``Release.error``."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class Releaser:
    """Looks for releases that wait, and does one at a time. ``live`` is the name of the Rasa that answers."""

    def __init__(
        self,
        settings: LauncherSettings,
        shared: Mapping[str, str],
        store: Store,
        supervisor: Supervisor,
        *,
        make_part: Callable[[LauncherSettings, Mapping[str, str], Path, str], Part] = rasa_part,
        drain: Callable[[], Awaitable[None]] = lambda: asyncio.sleep(DRAIN_SECONDS),
    ):
        self._settings, self._shared, self._store, self._supervisor = settings, shared, store, supervisor
        self._make_part, self._drain = make_part, drain
        self.live = FIRST_RASA

    async def one(self) -> None:
        """Does the release that waits, if there is one. A failed one leaves everything as it was."""
        release = await self._store.run(releases.begin)
        if release is None:
            return
        error = None
        try:
            await self._do(release)
        except Refused as refused:
            error = refused.why
        except OSError as failed:
            say(system_sentence(failed))
            error = "no_file"
        except LaunchError as failed:
            say(str(failed))
            error = "not_ready"
        except Exception:
            await self._store.insist(releases.settle)  # else it would stay open, and no other could be asked for
            raise
        await self._store.insist(releases.end, release.id, error)
        say(f"release {release.id} {f'failed ({error})' if error else 'is done'}")

    async def _do(self, release: Release) -> None:
        model = await self._store.insist(_model, release.model_id)
        path = model_file(self._settings.models, model.name)
        await asyncio.to_thread(_check, model, path)
        say(f"release {release.id}: {model.name} starts beside the running model")
        before, after = self.live, next(name for name in RASAS if name != self.live)
        part = self._make_part(self._settings, self._shared, path, after)
        await self._supervisor.add(part)
        try:
            await self._store.insist(releases.advance, release.id, "moving")
            await self._prove(part, path)
            await self._store.insist(releases.move, release.id, rasa_url(self._settings, after))
        except BaseException:
            await self._supervisor.remove(after)
            raise
        self.live = after
        await self._drain()
        await self._supervisor.remove(before)

    async def _prove(self, part: Part, path: Path) -> None:
        """It serves the model that was asked for, and has understood a message of each intent. Raises Refused."""
        token = self._shared["RASA_TOKEN"]
        try:
            async with aiohttp.ClientSession(timeout=ANSWER_WITHIN) as http:
                told = await _get(http, part.ready)
                if told.get("model") != path.name:
                    raise Refused("other_model")
                for messages in corpus().values():
                    await _parse(http, part.ready.replace("/ready", "/parse"), token, messages[0])
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise Refused("not_ready") from error


async def _get(http: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    async with http.get(url) as response:
        told: dict[str, Any] = await response.json()
        return told


async def _parse(http: aiohttp.ClientSession, url: str, token: str, text: str) -> None:
    async with http.post(url, json={"text": text}, headers={"Authorization": f"Bearer {token}"}) as response:
        response.raise_for_status()


def _model(session: Session, model_id: int) -> TrainedModel:
    return session.get_one(TrainedModel, model_id)


def _check(model: TrainedModel, path: Path) -> None:
    if not path.exists():
        raise Refused("no_file")
    if sha256(path) != model.sha256:
        raise Refused("other_file")
    if model.sources != content_hash(sources()):
        raise Refused("other_sources")
