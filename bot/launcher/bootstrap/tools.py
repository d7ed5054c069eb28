"""Finds uv, or fetches the pinned one into ``.tools``."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from bot.launcher.bootstrap.errors import SetupError, StepFailed
from bot.launcher.bootstrap.shell import answer, say, step

OLDEST_UV = (0, 5, 0)
PINNED = Path(__file__).with_name("uv.txt")
NO_PIP = "This python3 has neither pip nor venv: install them (on Debian or Ubuntu: apt install python3-venv)."


def find_uv(tools: Path) -> str | None:
    """Path of a uv that is new enough: ours in ``.tools``, else one on PATH."""
    on_path = shutil.which("uv")
    for candidate in (tools / "uv/bin/uv", tools / "uv-target/bin/uv", Path(on_path) if on_path else None):
        if candidate and candidate.exists() and version(answer([str(candidate), "--version"]) or "") >= OLDEST_UV:
            return str(candidate)
    return None


def version(text: str) -> tuple[int, ...]:
    """The first version number in a text; (0,) where there is none."""
    found = re.search(r"\d+(\.\d+)+", text)
    return tuple(int(part) for part in found.group().split(".")) if found else (0,)


def fetch_uv(tools: Path, log: Path) -> str:
    """Installs the pinned uv with this Python's own means; raises SetupError with one sentence."""
    say("· Fetching uv, which installs the rest …")
    home = tools / "uv"
    try:
        step("Making a place for uv", [sys.executable, "-m", "venv", str(home)], log, quiet=True)
    except StepFailed:
        # Debian's python3 comes without ensurepip; its pip, where installed, can still put packages into a folder.
        shutil.rmtree(str(home), ignore_errors=True)
        return _fetch_with_pip(tools / "uv-target", log)
    python = str(home / "bin/python")
    try:
        step("Fetching uv", _install(python), log, quiet=True)
    except StepFailed as error:
        if "no matching distribution" not in error.output.lower():
            raise
        # The pip that came with early 3.8 does not know the tags of today's builds.
        step("Renewing pip", [python, "-m", "pip", "install", "--quiet", "--upgrade", "pip"], log, quiet=True)
        step("Fetching uv", _install(python), log, quiet=True)
    return str(home / "bin/uv")


def _fetch_with_pip(target: Path, log: Path) -> str:
    if answer([sys.executable, "-m", "pip", "--version"]) is None:
        raise SetupError(NO_PIP)
    step("Fetching uv", [*_install(sys.executable), "--target", str(target)], log, quiet=True)
    return str(target / "bin/uv")


def _install(python: str) -> list[str]:
    options = ["--disable-pip-version-check", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    return [python, "-m", "pip", "install", *options, "-r", str(PINNED)]
