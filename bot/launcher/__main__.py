"""``python -m bot.launcher [run|train|evaluate]``: the whole bot from one command, or only its model."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from bot.launcher.errors import LaunchError, system_sentence
from bot.launcher.process import kill_all
from bot.launcher.run import evaluate, run, train
from bot.launcher.settings import LauncherSettings, load_dotenv, read_settings

COMMANDS: dict[str, Callable[[LauncherSettings], Coroutine[Any, Any, object]]] = {
    "run": run,
    "train": train,
    "evaluate": evaluate,
}
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
    command = COMMANDS.get(arguments[0] if arguments else "run")
    if command is None or len(arguments) > 1:
        print(f"usage: python -m bot.launcher [{'|'.join(COMMANDS)}]", file=sys.stderr)
        return 2
    os.umask(0o077)  # what the parts write may be about citizens: for this user only
    try:
        load_dotenv()
        stopped = asyncio.run(until_stopped(command(read_settings())))
    except LaunchError as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"✗ {system_sentence(error)}", file=sys.stderr)
        return 1
    return 130 if stopped and command is not run else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
