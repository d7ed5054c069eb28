"""What ``make run`` and ``make train`` do, step by step."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bot.launcher.alone import check_ports, held
from bot.launcher.duties import do_duties
from bot.launcher.errors import LaunchError
from bot.launcher.keys import load_keys
from bot.launcher.logs import PartLog, say
from bot.launcher.parts import (
    FIRST_RASA,
    SEALED_PYTHON,
    Part,
    address,
    all_parts,
    environment,
    rasa_environment,
    rasa_url,
    shared_environment,
    with_mocks,
)
from bot.launcher.people import first_admin_link
from bot.launcher.release import Releaser
from bot.launcher.settings import ROOT, LauncherSettings
from bot.launcher.start_model import chosen_model, model_at_start, take_up
from bot.launcher.store import Store
from bot.launcher.supervisor import Supervisor
from bot.launcher.task import run_task
from bot.launcher.training import Trainer

MOCKS = "AGENCIES_PORT"


async def run(settings: LauncherSettings) -> None:
    """Brings the whole bot up and keeps it up; ends by being cancelled, or raises LaunchError."""
    with held(settings.state):
        mocks = with_mocks(settings, os.environ)
        check_ports(settings.host, {name: settings.ports[name] for name in settings.ports if mocks or name != MOCKS})
        shared = await _prepare(settings)
        async with _store(settings, shared) as store:
            if settings.model_file:
                model = chosen_model(ROOT / settings.model_file.expanduser())
            else:
                await store.hold()
                model, wanted = await model_at_start(settings, shared, store)
                await take_up(settings, store, wanted, rasa_url(settings, FIRST_RASA))
            await _run_parts(settings, shared, store, all_parts(settings, shared, model, mocks))


async def _run_parts(settings: LauncherSettings, shared: Mapping[str, str], store: Store, parts: list[Part]) -> None:
    supervisor = Supervisor(parts, settings.state / "logs")
    duties: list[asyncio.Task[None]] = []
    try:
        link = await first_admin_link(environment("web", shared))

        def ready() -> None:
            say(f"Một Cửa sẵn sàng / ready: {address(settings)}")
            if link:
                say(f"quản trị viên đầu tiên / first admin (1 h, once): {link}")
            if not settings.model_file:
                trainer, releaser = Trainer(settings, shared, store), Releaser(settings, shared, store, supervisor)
                duties.append(asyncio.create_task(do_duties(store, trainer, releaser)))

        await supervisor.run(ready)
    finally:
        say("stopping …")
        for duty in duties:
            duty.cancel()
        await asyncio.gather(*duties, return_exceptions=True)
        await supervisor.stop()
        say("stopped")


async def train(settings: LauncherSettings) -> Path:
    """Trains unless the model for the present sources is there; gives its path."""
    with held(settings.state):
        shared = await _prepare(settings)
        async with _store(settings, shared) as store:
            model, _ = await model_at_start(settings, shared, store)
    say(f"model: {model}")
    return model


async def evaluate(settings: LauncherSettings) -> None:
    """Tries the model on the dev and held-out messages: prints how well it understood them and writes a report."""
    with held(settings.state):
        shared = await _prepare(settings)
        async with _store(settings, shared) as store:
            model, _ = await model_at_start(settings, shared, store)
        folder = settings.state / "evaluation"
        argv = [SEALED_PYTHON, "-W", "ignore", "-m", "tests.bench.evaluate", str(model), str(folder)]
        with PartLog(settings.state / "logs", "evaluate") as log:
            if await run_task("evaluate", argv, rasa_environment(settings, shared), log):
                raise LaunchError("The evaluation failed: the lines above say why.")


@asynccontextmanager
async def _store(settings: LauncherSettings, shared: Mapping[str, str]) -> AsyncIterator[Store]:
    store = Store.of(settings, shared)
    try:
        yield store
    finally:
        store.close()


async def _prepare(settings: LauncherSettings) -> dict[str, str]:
    """Secrets, folders and the knowledge base; gives every setting of every part."""
    shared = shared_environment(settings, os.environ, load_keys(settings.state, os.environ))
    if not Path(SEALED_PYTHON).exists():
        raise LaunchError("The sealed side is not installed: start with `make run`, which installs it.")
    temporary = settings.state / "tmp"
    shutil.rmtree(temporary, ignore_errors=True)  # Rasa unpacks models here and leaves them when it is killed
    temporary.mkdir()
    argv = [sys.executable, "-m", "procedures.publishing"]
    with PartLog(settings.state / "logs", "publishing") as log:
        code = await run_task("publishing", argv, environment("publishing", shared), log)
    if code:
        raise LaunchError("The knowledge base could not be brought up to date: the lines above say why.")
    return shared
