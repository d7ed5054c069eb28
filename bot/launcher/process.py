"""One running child process with its whole group: started, listened to, waited for, stopped."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from bot.launcher.logs import PartLog
from bot.launcher.settings import ROOT

CHILD = str(Path(__file__).with_name("child.py"))
PIECE = 65536
"""Bytes: a line longer than this is logged in pieces."""
LAST_WORDS_SECONDS = 2.0


_LIVE: set["Process"] = set()


def kill_all() -> None:
    """Ends every running child at once; whoever waits for one goes on."""
    for process in _LIVE:
        process.kill()


class Process:
    """A child in a process group of its own, so that Ctrl-C reaches only the launcher, and stopping reaches all."""

    def __init__(self, process: asyncio.subprocess.Process, log: PartLog) -> None:
        self._process = process
        _LIVE.add(self)
        self._listener = asyncio.create_task(_listen(process, log))

    @classmethod
    async def start(cls, argv: Sequence[str], env: Mapping[str, str], log: PartLog, cwd: Path = ROOT) -> Self:
        """Starts the program; a program that cannot be run ends at once with 127 and says so in its log."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-I", "-S", CHILD, str(os.getpid()), *argv),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            env=dict(env),
            cwd=cwd,
            limit=PIECE,
        )
        return cls(process, log)

    @property
    def pid(self) -> int:
        """Number of the process, which is also that of its group."""
        return self._process.pid

    async def ended(self) -> int:
        """Waits for the end; gives the exit status, negative for a signal. Nothing of the group is left then."""
        code = await self._process.wait()
        self.kill()
        _LIVE.discard(self)
        # What left the group could still hold the pipe open: then its last words are not waited for.
        await asyncio.wait([self._listener], timeout=LAST_WORDS_SECONDS)
        self._listener.cancel()
        return code

    async def stop(self, grace: float) -> None:
        """Asks the group to end, and after ``grace`` seconds makes it."""
        self._signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(asyncio.shield(self._process.wait()), grace)
        except TimeoutError:
            self.kill()
        await self.ended()

    def kill(self) -> None:
        """Ends the whole group at once."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            return  # all of the group have ended already


async def _listen(process: asyncio.subprocess.Process, log: PartLog) -> None:
    stream = process.stdout
    assert stream is not None
    rest = b""
    while piece := await stream.read(PIECE):
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            log.line(line)
        if len(rest) >= PIECE:
            log.line(rest)
            rest = b""
    if rest:
        log.line(rest)
