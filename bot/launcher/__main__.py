"""``python -m bot.launcher [run|train|evaluate|backup [FILE]|restore FILE]``: the whole bot from one command."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from bot.launcher.backup import backup
from bot.launcher.errors import LaunchError, system_sentence
from bot.launcher.process import kill_all
from bot.launcher.restore import restore
from bot.launcher.run import evaluate, run, train
from bot.launcher.settings import load_dotenv, read_settings

COMMANDS: dict[str, tuple[Callable[..., Coroutine[Any, Any, object]], tuple[int, ...]]] = {
    "run": (run, (0,)),
    "train": (train, (0,)),
    "evaluate": (evaluate, (0,)),
    "backup": (backup, (0, 1)),
    "restore": (restore, (1,)),
}
"""Each command, and how many arguments may follow it."""
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


async def until_stopped(work: Coroutine[Any, Any, object]) -> bool:
    """Runs the work; a stop signal cancels it, and it cleans up after itself. Gives whether it was stopped.

    A second signal ends all children at once, so that the cleaning up has nothing to wait for.
    """
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(work)

    def stop() -> None:
        if task.cancelling():
            kill_all()
        else:
            task.cancel()

    for number in STOP_SIGNALS:
        loop.add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        return True
    finally:
        for number in STOP_SIGNALS:
            loop.remove_signal_handler(number)
    return False


def main(arguments: list[str]) -> int:
    """Exit status 0 also when a person stopped it; 1 with one sentence where it could not go on."""
    name, *given = arguments or ["run"]
    command, counts = COMMANDS.get(name, (run, ()))
    if len(given) not in counts:
        print(f"usage: python -m bot.launcher [{'|'.join(COMMANDS)}]", file=sys.stderr)
        return 2
    os.umask(0o077)  # what the parts write may be about citizens: for this user only
    try:
        load_dotenv()
        stopped = asyncio.run(until_stopped(command(read_settings(), *given)))
    except LaunchError as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"✗ {system_sentence(error)}", file=sys.stderr)
        return 1
    return 130 if stopped and command is not run else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
