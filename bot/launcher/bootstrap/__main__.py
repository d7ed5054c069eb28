"""``python3 -m bot.launcher.bootstrap [--tests]``: leaves both environments ready, or says in one sentence why not."""

from __future__ import annotations

import errno
import fcntl
import sys
from pathlib import Path

from bot.launcher.bootstrap.environments import OPEN, SEALED, install, lock_needed
from bot.launcher.bootstrap.errors import SetupError, disk_full
from bot.launcher.bootstrap.shell import say
from bot.launcher.bootstrap.tools import fetch_uv, find_uv

ROOT = Path(__file__).resolve().parents[3]


def set_up(root: Path, tests: bool) -> None:
    """Installs what is missing; asks no registry when nothing is. ``tests`` adds the test tools."""
    tools = root / ".tools"
    tools.mkdir(exist_ok=True)
    with (tools / "lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)  # `make run` and `make test` at once: the second waits for the first
        wanted = [(environment, lock_needed(root, environment, tests)) for environment in (OPEN, SEALED)]
        if not any(lock for _, lock in wanted):
            return
        log = tools / "setup.log"
        log.write_text("", encoding="utf-8")
        uv = find_uv(tools) or fetch_uv(tools, log)
        for environment, lock in wanted:
            if lock:
                install(root, environment, lock, uv, log)
        say("· Set-up done.")


def main() -> int:
    """Exit status 0, or 1 with one sentence, or 130 when the person stopped it."""
    try:
        set_up(ROOT, tests="--tests" in sys.argv[1:])
    except SetupError as error:
        print(f"✗ {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("✗ Stopped; the same command goes on where it was.", file=sys.stderr)
        return 130
    except OSError as error:
        sentence = disk_full() if error.errno == errno.ENOSPC else f"The set-up stopped: {error}."
        print(f"✗ {sentence}", file=sys.stderr)
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
