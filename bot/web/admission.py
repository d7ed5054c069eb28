"""How many turns may run at once in this process; when it gets crowded, new conversations are refused first."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.web import metrics
from bot.web.settings import WebSettings

REMEMBERED = 2.0
"""Seconds for which a wait that was too long still counts: short, so that all is as before soon after the crowd."""


class Overloaded(Exception):
    """Raised where somebody is refused because too many others are being answered; nothing was stored."""


class Admission:
    """Places for running turns. Who waits too long for one is refused before anything is stored.

    ``most`` turns run at once; a message waits ``patience`` seconds for its place, in order. Once messages wait longer
    than ``shed_after`` seconds, no new conversation begins: those who are here come first.
    """

    def __init__(self, settings: WebSettings, clock: Callable[[], float] = time.monotonic):
        self._most = settings.most_turns
        self._patience = settings.turn_wait_seconds
        self._shed_after = settings.shed_new_after_seconds
        self._clock = clock
        self._places = asyncio.Semaphore(self._most)
        self._waiting: deque[float] = deque()
        """Since when each waits, the longest first."""
        self._too_long_at = float("-inf")

    @property
    def crowded(self) -> bool:
        """Whether messages wait too long now, or did so a moment ago."""
        now = self._clock()
        if self._waiting and now - self._waiting[0] >= self._shed_after:
            return True
        return now - self._too_long_at < REMEMBERED

    def check_new(self) -> None:
        """Raises Overloaded where no new conversation can begin."""
        if self.crowded:
            metrics.REFUSED.labels("conversation").inc()
            raise Overloaded

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A place for one turn. Raises Overloaded after waiting in vain."""
        since = self._clock()
        self._waiting.append(since)
        try:
            await asyncio.wait_for(self._places.acquire(), self._patience)
        except TimeoutError as error:
            self._too_long_at = self._clock()
            metrics.REFUSED.labels("message").inc()
            raise Overloaded from error
        finally:
            self._waiting.remove(since)
            waited = self._clock() - since
            metrics.TURN_WAIT.observe(waited)
            if waited >= self._shed_after:
                self._too_long_at = self._clock()
        metrics.TURNS_RUNNING.inc()
        try:
            yield
        finally:
            metrics.TURNS_RUNNING.dec()
            self._places.release()
