"""An open-loop generator: messages come at their rate however long answers take, as citizens do."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import aiohttp

from tests.load.citizen import Citizen, Sent
from tests.load.talks import Step

THINKING = 4.0
"""Seconds between an answer and the same citizen's next message."""


@dataclass
class Arrivals:
    """Citizens of one run. ``stop`` may be set before the end; ``outbox`` lets each message be tried again so long."""

    edges: Sequence[str]
    talks: Iterator[list[Step]]
    rate: float
    """Messages a second."""
    outbox: float = 0.0
    """Seconds for which a message that was not taken is sent again; 0: once."""
    thinking: float = THINKING
    listening: bool = False
    """Whether each citizen has a page open, which hears what is new, until the talk is over."""
    citizens: list[Citizen] = field(default_factory=list)
    not_opened: Counter[str] = field(default_factory=Counter)
    """Conversations that could not begin, by refused or failed."""
    opening: float = 0.0
    """When the newest message was due whose conversation could not be opened at once."""
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def sent(self) -> list[Sent]:
        """All messages, by when they were due."""
        return sorted((sent for citizen in self.citizens for sent in citizen.sent), key=lambda sent: sent.due)

    async def run(self, seconds: float) -> None:
        """Lets messages come for so long, or until ``stop``; then waits for the last answers."""
        async with _session() as http:
            running: set[asyncio.Task[None]] = set()
            self._pages: dict[Citizen, asyncio.Task[None]] = {}
            self._idle: deque[tuple[float, Citizen]] = deque()
            began = time.monotonic()
            for number in range(int(seconds * self.rate)):
                due = began + number / self.rate
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.stop.wait(), max(0.0, due - time.monotonic()))
                if self.stop.is_set():
                    break
                task = asyncio.create_task(self._one(http, due))
                running.add(task)
                task.add_done_callback(running.discard)
            await asyncio.gather(*running)
            pages = list(self._pages.values())
            for page in pages:
                page.cancel()
            await asyncio.gather(*pages, return_exceptions=True)

    async def reopened[T](self, do: Callable[["Arrivals"], Awaitable[T]]) -> T:
        """Does something with the citizens later, over new connections."""
        async with _session() as http:
            for citizen in self.citizens:
                citizen.http = http
            return await do(self)

    async def _one(self, http: aiohttp.ClientSession, due: float) -> None:
        began, until = time.monotonic(), due + self.outbox if self.outbox else 0.0
        if self._idle and self._idle[0][0] + self.thinking <= time.monotonic():
            citizen = self._idle.popleft()[1]
        else:
            citizen = Citizen(http, self.edges, next(self.talks))
            opened = await citizen.open(until)
            if opened != "answered" or citizen.tries > 1:
                self.opening = max(self.opening, due)
            if opened != "answered":
                self.not_opened[opened] += 1
                return
            self.citizens.append(citizen)
            if self.listening:
                self._pages[citizen] = asyncio.create_task(citizen.listen())
        await citizen.say_next(due, until, began)
        if not citizen.done:
            self._idle.append((time.monotonic(), citizen))
        elif page := self._pages.pop(citizen, None):
            page.cancel()


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
