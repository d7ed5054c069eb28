"""Finds a full interpreter of a wanted version: pyenv's folders, PATH, uv's own; else uv fetches one.

pyenv's bare shims answer only for the version chosen in that folder, and uv trips over them; so every candidate is
run, and what counts is the path it names itself.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from bot.launcher.bootstrap.errors import SetupError, StepFailed
from bot.launcher.bootstrap.shell import answer, step

# Interpreters built without these parts start, but cannot run the bot.
_PROBE = "import ctypes, sqlite3, ssl, sys, zlib; print('%d.%d' % sys.version_info[:2], sys.executable)"


def candidates(wanted: str) -> list[str]:
    """Paths that may be a Python ``wanted`` ("3.12"), best first, none of them tried yet."""
    roots = [os.environ.get("PYENV_ROOT"), str(Path.home() / ".pyenv")]
    found = [
        str(path)
        for root in roots
        if root
        for path in sorted(Path(root).glob(f"versions/{wanted}.*/bin/python{wanted}"), key=_release, reverse=True)
    ]
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        path = shutil.which(f"python{wanted}", path=folder) if folder else None
        if path:
            found.append(path)
    return [*found, sys.executable]


def _release(path: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in path.parts[-3].split(".") if part.isdigit())


def probe(path: str, wanted: str) -> str | None:
    """The interpreter's own full path if it runs, is whole and is of the wanted version."""
    told = answer([path, "-I", "-c", _PROBE])
    is_version, _, executable = (told or "").partition(" ")
    return executable if is_version == wanted and executable else None


def find_python(uv: str, wanted: tuple[str, ...], log: Path) -> str:
    """Path of the first of the wanted versions that this machine has; else uv fetches the first of them."""
    for version in wanted:
        for candidate in candidates(version):
            path = probe(candidate, version)
            if path:
                return path
    for version in wanted:
        path = _managed(uv, version)
        if path:
            return path
    try:
        step(f"Fetching Python {wanted[0]}", [uv, "python", "install", wanted[0]], log)
    except StepFailed as error:
        raise SetupError(
            f"Python {' or '.join(wanted)} is neither on this machine nor could uv fetch it: install it, for example "
            f"with `pyenv install {wanted[0]}`, and run the same command again."
        ) from error
    path = _managed(uv, wanted[0])
    if path is None:
        raise SetupError(f"uv fetched Python {wanted[0]}, but it does not run on this machine: install one that does.")
    return path


def _managed(uv: str, version: str) -> str | None:
    path = answer([uv, "python", "find", "--managed-python", "--no-python-downloads", "--no-project", version])
    return probe(path, version) if path else None
