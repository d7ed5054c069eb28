"""Keeps the parts running: starts them in order, starts a dead one again, stops all of them in reverse."""

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.launcher.errors import LaunchError, system_sentence
from bot.launcher.logs import PartLog, say
from bot.launcher.parts import Part
from bot.launcher.process import Process
from bot.launcher.ready import until_ready

GRACE_SECONDS = 15.0
"""Longer than the web lets running turns finish."""
TRIES_BEFORE_READY = 3
NOT_STARTED = 126
"""In place of the exit status of a part for which the system gave no process."""
STEADY_SECONDS = 60.0
"""A part that ran this long before it died is started again without the longer waits."""


def delays() -> Iterator[float]:
    """Seconds to wait before each new start of a part: 1, 2, 4 … at most 30."""
    wait = 1.0
    while True:
        yield wait
        wait = min(wait * 2, 30.0)


class Supervisor:
    """Runs a list of parts. ``run`` ends only by an error; ``stop`` leaves no process behind."""

    def __init__(
        self,
        parts: list[Part],
        logs: Path,
        *,
        delays: Callable[[], Iterator[float]] = delays,
        grace: float = GRACE_SECONDS,
    ) -> None:
        self._parts = list(parts)
        self._logs = logs
        self._delays = delays
        self._grace = grace
        self._ready = {part.name: asyncio.Event() for part in parts}
        self._keepers: dict[str, asyncio.Task[None]] = {}
        self.running: dict[str, Process] = {}
        """The live processes by part."""

    async def run(self, when_ready: Callable[[], None]) -> None:
        """Starts all parts and keeps them; calls ``when_ready`` once all are ready.

        Raises LaunchError when a part cannot be brought up in the first place.
        """
        self._keepers = {part.name: asyncio.create_task(self._keep(part)) for part in self._parts}
        waits = [asyncio.create_task(self._first_ready(part)) for part in self._parts]
        try:
            pending: set[asyncio.Task[None]] = {*self._keepers.values(), *waits}
            while pending:
                done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    if not task.cancelled():  # a part that was removed
                        task.result()
                if done & set(waits) and not pending & set(waits):
                    when_ready()
            await asyncio.get_running_loop().create_future()  # all of the first parts were removed since
        finally:
            await _cancel(*waits, *self._keepers.values())

    async def add(self, part: Part) -> None:
        """Starts one more part and keeps it; returns when it is ready. It stops after all those that are there.

        Raises LaunchError where it does not get ready; then nothing of it is left.
        """
        self._ready[part.name] = asyncio.Event()
        self._parts.insert(0, part)
        keeper = self._keepers[part.name] = asyncio.create_task(self._keep(part))
        wait = asyncio.create_task(self._first_ready(part))
        try:
            done, _ = await asyncio.wait({keeper, wait}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        except BaseException:
            await self.remove(part.name)
            raise
        finally:
            await _cancel(wait)

    async def remove(self, name: str) -> None:
        """Stops one part and keeps it no longer."""
        await _cancel(self._keepers.pop(name))
        self._parts = [part for part in self._parts if part.name != name]
        process = self.running.pop(name, None)
        if process:
            await process.stop(self._grace)

    async def stop(self) -> None:
        """Stops the parts one after the other, the last started first."""
        await _cancel(*self._keepers.values())
        for name in reversed([part.name for part in self._parts]):
            process = self.running.pop(name, None)
            if process:
                await process.stop(self._grace)

    async def _first_ready(self, part: Part) -> None:
        for name in part.after:
            await self._ready[name].wait()
        try:
            await asyncio.wait_for(self._ready[part.name].wait(), part.patience)
        except TimeoutError as error:
            raise LaunchError(
                f"{part.name} was not ready within {part.patience:.0f} seconds: {self._logs / part.name}.log says why."
            ) from error

    async def _keep(self, part: Part) -> None:
        for name in part.after:
            await self._ready[name].wait()
        ready, tries, waits = self._ready[part.name], 0, self._delays()
        with PartLog(self._logs, part.name) as log:
            while True:
                started = time.monotonic()
                code = await self._run_once(part, log)
                tries += 1
                if not ready.is_set() and tries >= TRIES_BEFORE_READY:
                    raise LaunchError(f"{part.name} does not start: {self._logs / part.name}.log says why.")
                if time.monotonic() - started > STEADY_SECONDS:
                    waits = self._delays()
                wait = next(waits)
                say(f"{part.name} ended ({_cause(code)}); it is started again in {wait:g} s")
                await asyncio.sleep(wait)

    async def _run_once(self, part: Part, log: PartLog) -> int:
        try:
            process = await Process.start(part.argv, part.env, log)
        except OSError as error:  # no memory for one more process, say: the next try may go better
            log.line(system_sentence(error).encode())
            return NOT_STARTED
        self.running[part.name] = process
        watcher = asyncio.create_task(self._announce(part))
        try:
            return await process.ended()
        finally:
            watcher.cancel()

    async def _announce(self, part: Part) -> None:
        await until_ready(part.ready)
        say(f"{part.name} is ready{' again' if self._ready[part.name].is_set() else ''}")
        self._ready[part.name].set()


async def _cancel(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _cause(code: int) -> str:
    return f"killed by signal {-code}" if code < 0 else f"exit status {code}"
