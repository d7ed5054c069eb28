"""A child that runs to its end: publishing, training. It shows a sign of life, and dies with the launcher."""

import asyncio
import time
from collections.abc import Mapping, Sequence

from bot.launcher.logs import PartLog, say
from bot.launcher.process import Process

SIGN_OF_LIFE_SECONDS = 15.0
GRACE_SECONDS = 5.0


async def run_task(name: str, argv: Sequence[str], env: Mapping[str, str], log: PartLog) -> int:
    """Runs the program to its end and gives its exit status; being cancelled stops it first."""
    process = await Process.start(argv, env, log)
    alive = asyncio.create_task(_signs_of_life(name))
    try:
        return await process.ended()
    except asyncio.CancelledError:
        await process.stop(GRACE_SECONDS)
        raise
    finally:
        alive.cancel()


async def _signs_of_life(name: str) -> None:
    started = time.monotonic()
    while True:
        await asyncio.sleep(SIGN_OF_LIFE_SECONDS)
        say(f"{name}: still at it ({time.monotonic() - started:.0f} s)")
