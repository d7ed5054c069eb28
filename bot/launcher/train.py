"""Runs a training, unless the model is there already."""

import asyncio
import fcntl
import os
import shutil
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bot.launcher.errors import LaunchError
from bot.launcher.logs import PartLog, say
from bot.launcher.model import SECONDS, Wanted, examples_file, find_model, model_file, sha256
from bot.launcher.parts import SEALED_PYTHON, rasa_environment
from bot.launcher.settings import LauncherSettings
from bot.launcher.task import run_task

DATA = ("data/nlu", "data/rules", "data/stories")


async def ensure_model(
    settings: LauncherSettings, shared: Mapping[str, str], wanted: Wanted, log: PartLog, before: tuple[str, ...] = ()
) -> Path:
    """The model made of what is wanted, trained first where it is missing or its file broken. Raises LaunchError.

    ``before``: a program that runs the training (``nice``).
    """
    models = settings.models
    models.mkdir(parents=True, exist_ok=True)
    async with _one_at_a_time(models):
        model = find_model(models, wanted.name)
        if model is None:
            if model_file(models, wanted.name).exists():
                say(f"the file of {wanted.name} is not as it was written: it is trained again")
            model = await _train(settings, shared, wanted, log, before)
        model.touch()  # recently used ones are kept
    return model


async def _train(
    settings: LauncherSettings, shared: Mapping[str, str], wanted: Wanted, log: PartLog, before: tuple[str, ...]
) -> Path:
    target = model_file(settings.models, wanted.name)
    workplace = settings.models / "in-training"
    shutil.rmtree(workplace, ignore_errors=True)
    workplace.mkdir()
    data = list(DATA)
    if wanted.examples.yml:
        accepted = workplace / "accepted.yml"
        accepted.write_text(wanted.examples.yml, encoding="utf-8")
        data.append(str(accepted))
    argv = [*before, SEALED_PYTHON, "-m", "bot.nlu", "train", "--quiet", "--force", "--skip-validation"]
    argv += ["--config", "config.yml", "--domain", "domain.yml", "--data", *data]
    argv += ["--endpoints", "endpoints.yml", "--num-threads", str(os.cpu_count() or 1)]
    argv += ["--out", str(workplace), "--fixed-model-name", wanted.name]
    env = {**rasa_environment(settings, shared), "RASA_CACHE_DIRECTORY": str(workplace / "cache")}
    started = time.monotonic()
    code = await run_task("training", argv, env, log)
    trained = workplace / target.name
    if code or not trained.exists():
        raise LaunchError(f"The training failed: {settings.state / 'logs/training.log'} says why.")
    target.with_suffix(".sha256").write_text(sha256(trained) + "\n", encoding="utf-8")
    target.with_suffix(SECONDS).write_text(f"{time.monotonic() - started:.1f}\n", encoding="utf-8")
    if wanted.examples.yml:
        examples_file(settings.models, wanted.name).write_text(wanted.examples.yml, encoding="utf-8")
    os.replace(trained, target)
    shutil.rmtree(workplace)
    return target


@asynccontextmanager
async def _one_at_a_time(models: Path) -> AsyncIterator[None]:
    with (models / ".lock").open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                await asyncio.sleep(1)
        yield
