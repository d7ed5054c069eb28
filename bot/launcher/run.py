"""What ``make run`` and ``make train`` do, step by step."""

import os
import shutil
import sys
from pathlib import Path

from bot.launcher.alone import check_ports, held
from bot.launcher.errors import LaunchError
from bot.launcher.keys import load_keys
from bot.launcher.logs import PartLog, say
from bot.launcher.model import ensure_model
from bot.launcher.parts import (
    SEALED_PYTHON,
    address,
    all_parts,
    environment,
    rasa_environment,
    shared_environment,
    with_mocks,
)
from bot.launcher.people import first_admin_link
from bot.launcher.settings import LauncherSettings
from bot.launcher.supervisor import Supervisor
from bot.launcher.task import run_task

MOCKS = "AGENCIES_PORT"


async def run(settings: LauncherSettings) -> None:
    """Brings the whole bot up and keeps it up; ends by being cancelled, or raises LaunchError."""
    with held(settings.state):
        mocks = with_mocks(settings, os.environ)
        check_ports(settings.host, {name: settings.ports[name] for name in settings.ports if mocks or name != MOCKS})
        shared = await _prepare(settings)
        model = await ensure_model(settings, shared)
        supervisor = Supervisor(all_parts(settings, shared, model, mocks), settings.state / "logs")
        try:
            link = await first_admin_link(environment("web", shared))

            def ready() -> None:
                say(f"Một Cửa sẵn sàng / ready: {address(settings)}")
                if link:
                    say(f"quản trị viên đầu tiên / first admin (1 h, once): {link}")

            await supervisor.run(ready)
        finally:
            say("stopping …")
            await supervisor.stop()
            say("stopped")


async def train(settings: LauncherSettings) -> Path:
    """Trains unless the model for the present sources is there; gives its path."""
    with held(settings.state):
        model = await ensure_model(settings, await _prepare(settings))
    say(f"model: {model}")
    return model


async def evaluate(settings: LauncherSettings) -> None:
    """Tries the model on the dev and held-out messages: prints how well it understood them and writes a report."""
    with held(settings.state):
        shared = await _prepare(settings)
        model = await ensure_model(settings, shared)
        folder = settings.state / "evaluation"
        argv = [SEALED_PYTHON, "-W", "ignore", "-m", "tests.bench.evaluate", str(model), str(folder)]
        with PartLog(settings.state / "logs", "evaluate") as log:
            if await run_task("evaluate", argv, rasa_environment(settings, shared), log):
                raise LaunchError("The evaluation failed: the lines above say why.")


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
