"""The two locked environments: made once, and installed again only when their lock's content has changed."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import NamedTuple

from bot.launcher.bootstrap.errors import SetupError
from bot.launcher.bootstrap.pythons import find_python
from bot.launcher.bootstrap.shell import step


class Environment(NamedTuple):
    """A folder with a Python of one of the versions, filled from a lock, or from the one that has the test tools."""

    title: str
    folder: str
    pythons: tuple[str, ...]
    lock: str
    test_lock: str
    gigabytes: float


OPEN = Environment(
    "the open side (web, actions, knowledge base)", ".venv", ("3.12", "3.13", "3.14"),
    "requirements.txt", "requirements-dev.txt", 0.7,
)  # fmt: skip
SEALED = Environment(
    "the sealed side (Rasa; 2.5 GB, a few minutes the first time)", ".venv-rasa", ("3.10",),
    "bot/nlu/requirements.txt", "bot/nlu/requirements.txt", 4.0,
)  # fmt: skip


def digest(root: Path, lock: str) -> str:
    """Content hash of a lock; raises SetupError where the lock is missing or is not text."""
    try:
        content = (root / lock).read_bytes()
        content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"The lock {lock} cannot be read: bring it back with `git checkout {lock}`.") from error
    return hashlib.sha256(content).hexdigest()


def lock_needed(root: Path, environment: Environment, tests: bool) -> str | None:
    """The lock that must still be installed, or None where all is in place.

    An environment with test tools serves a plain start too, so `make run` after `make test` changes nothing.
    """
    folder = root / environment.folder
    stamp = folder / ".lock-stamp"
    installed = stamp.read_text("utf-8").split() if stamp.exists() and (folder / "bin/python").exists() else []
    for lock in (environment.test_lock,) if tests else (environment.lock, environment.test_lock):
        if installed == [lock, digest(root, lock)]:
            return None
    return environment.test_lock if tests or installed[:1] == [environment.test_lock] else environment.lock


def install(root: Path, environment: Environment, lock: str, uv: str, log: Path) -> None:
    """Makes the environment if it is missing, and brings it to exactly what the lock says, every file by its hash."""
    free = shutil.disk_usage(str(root)).free / 1e9
    if free < environment.gigabytes:
        raise SetupError(f"Only {free:.1f} GB of disk are free, {environment.title} needs {environment.gigabytes} GB.")
    folder = root / environment.folder
    stamp = folder / ".lock-stamp"
    if stamp.exists():
        stamp.unlink()
    content_hash = digest(root, lock)
    if not (folder / "bin/python").exists():
        python = find_python(uv, environment.pythons, log)
        step("Making " + environment.folder, [uv, "venv", "--quiet", "--clear", "--python", python, str(folder)], log)
    arguments = ["pip", "sync", "--require-hashes", "--python", str(folder / "bin/python"), str(root / lock)]
    step(f"Installing {environment.title}", [uv, *arguments], log, lock)
    stamp.write_text(f"{lock} {content_hash}\n", encoding="utf-8")
