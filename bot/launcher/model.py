"""The trained model: which one fits the sources, and training when there is none."""

import asyncio
import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bot.launcher.errors import LaunchError
from bot.launcher.logs import PartLog, say
from bot.launcher.parts import SEALED_PYTHON, rasa_environment
from bot.launcher.settings import ROOT, LauncherSettings
from bot.launcher.task import run_task

SOURCES = (
    "config.yml", "domain.yml", "data/**/*.yml", "bot/nlu/**/*.py", "bot/nlu/requirements.txt", "procedures/text/*.py",
    "procedures/text/*.json",
)  # fmt: skip
"""All that a model depends on. Not the catalog: the names of procedures are read by the running model."""
KEPT = 2
SECONDS = ".seconds"
"""Suffix of the file beside a model that tells how long its training took."""


def sources(root: Path = ROOT) -> list[Path]:
    """The files that a model depends on, in a fixed order."""
    return sorted({path for pattern in SOURCES for path in root.glob(pattern) if path.is_file()})


def content_hash(files: Iterable[Path], root: Path = ROOT) -> str:
    """16 hex digits that change with the name or the content of any of the files."""
    total = hashlib.sha256()
    for path in files:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(root).as_posix()}\0{content}\n".encode())
    return total.hexdigest()[:16]


def find_model(models: Path, digest: str) -> Path | None:
    """The model trained from exactly these sources, if it is there and its file is as it was written."""
    path = _path(models, digest)
    check = path.with_suffix(".sha256")
    if not path.exists() or not check.exists() or check.read_text("utf-8").strip() != _sha256(path):
        return None
    return path


async def ensure_model(settings: LauncherSettings, shared: Mapping[str, str]) -> Path:
    """The model for the sources as they are now, trained first where it is missing."""
    digest = content_hash(sources())
    models = settings.models
    models.mkdir(parents=True, exist_ok=True)
    async with _one_at_a_time(models):
        model = find_model(models, digest)
        if model is None:
            say("training the model; this takes some minutes, and only when its sources have changed …")
            model = await _train(settings, shared, digest)
        model.touch()  # recently used ones are kept
        forget_old(models)
    return model


def forget_old(models: Path, kept: int = KEPT) -> None:
    """Deletes all but the most recently used models."""
    newest_first = sorted(models.glob("motcua-*.tar.gz"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in newest_first[kept:]:
        path.unlink()
        for suffix in (".sha256", SECONDS):
            path.with_suffix(suffix).unlink(missing_ok=True)


async def _train(settings: LauncherSettings, shared: Mapping[str, str], digest: str) -> Path:
    target = _path(settings.models, digest)
    workplace = settings.models / "in-training"
    shutil.rmtree(workplace, ignore_errors=True)
    workplace.mkdir()
    name = target.name.removesuffix(".tar.gz")
    argv = [SEALED_PYTHON, "-m", "bot.nlu", "train", "--quiet", "--force", "--skip-validation"]
    argv += ["--config", "config.yml", "--domain", "domain.yml", "--data", "data/nlu", "data/rules", "data/stories"]
    argv += ["--endpoints", "endpoints.yml", "--num-threads", str(os.cpu_count() or 1)]
    argv += ["--out", str(workplace), "--fixed-model-name", name]
    env = {**rasa_environment(settings, shared), "RASA_CACHE_DIRECTORY": str(workplace / "cache")}
    started = time.monotonic()
    with PartLog(settings.state / "logs", "training") as log:
        code = await run_task("training", argv, env, log)
    trained = workplace / target.name
    if code or not trained.exists():
        raise LaunchError(f"The training failed: {settings.state / 'logs/training.log'} says why.")
    target.with_suffix(".sha256").write_text(_sha256(trained) + "\n", encoding="utf-8")
    target.with_suffix(SECONDS).write_text(f"{time.monotonic() - started:.1f}\n", encoding="utf-8")
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


def _path(models: Path, digest: str) -> Path:
    return models / f"motcua-{digest}.tar.gz"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
