"""Runs one command of the set-up: quietly, with a sign of life while it takes long."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from bot.launcher.bootstrap.errors import StepFailed, explain

SIGN_OF_LIFE_SECONDS = 10


def say(line: str) -> None:
    """Prints a line at once, so that it stands in order with what the commands print."""
    print(line, flush=True)


def answer(argv: list[str]) -> str | None:
    """What a short question such as ``uv --version`` prints, or None where the program is missing or fails."""
    try:
        done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None


def step(title: str, argv: list[str], log: Path, lock: str | None = None, quiet: bool = False) -> str:
    """Runs a command to its end and gives its output, which also goes to ``log``.

    Raises StepFailed with one sentence. ``quiet`` leaves out the line that names the step.
    """
    if not quiet:
        say(f"· {title} …")
    # Settings of the person's own shell must not lead uv or pip to another place than ours.
    env = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")}
    started = time.monotonic()
    try:
        process = subprocess.Popen(
            argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=env
        )
    except OSError as error:
        raise StepFailed(f"{title} failed: {argv[0]} cannot be run ({error.strerror}).", str(error)) from error
    ended = threading.Event()
    alive = threading.Thread(target=_signs_of_life, args=(title, started, ended), daemon=True)
    alive.start()
    try:
        output = process.communicate()[0].decode("utf-8", "replace")
    finally:
        ended.set()
        if process.poll() is None:
            process.kill()
            process.wait()
        alive.join()
    with log.open("a", encoding="utf-8") as file:
        file.write(f"$ {' '.join(argv)}\n{output}\n")
    if process.returncode:
        raise StepFailed(explain(title, output, lock), output)
    return output


def _signs_of_life(title: str, started: float, ended: threading.Event) -> None:
    while not ended.wait(SIGN_OF_LIFE_SECONDS):
        say(f"  … still at it ({time.monotonic() - started:.0f} s)")
    sys.stdout.flush()
