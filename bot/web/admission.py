"""How many turns may run at once in this process; when it gets crowded, new conversations are refused first."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.web import metrics
from bot.web.pace import Pace
from bot.web.settings import WebSettings

LENT = 20
"""Turns that may wait for an agency beside the places; the actions, too, ask one agency so much at once by default."""
REMEMBERED = 2.0
"""Seconds for which a wait that was too long still counts: short, so that all is as before soon after the crowd."""


class Overloaded(Exception):
    """Raised where somebody is refused because too many others are being answered; nothing was stored."""


@dataclass
class Place:
    """Where one turn runs. ``tells``: how long it took says how busy the bot is. ``lent``: others have it already."""

    began: float
    tells: bool = False
    lent: bool = False


class Admission:
    """Places for running turns. Who waits too long for one is refused before anything is stored.

    At most ``most`` turns run at once, fewer while turns are slow (pace.py); a message waits ``patience`` seconds for
    its place, in order. Once messages wait longer than ``shed_after`` seconds, no new conversation begins: those who
    are here come first.
    """

    def __init__(self, settings: WebSettings, clock: Callable[[], float] = time.monotonic):
        self._most = settings.most_turns
        self._patience = settings.turn_wait_seconds
        self._shed_after = settings.shed_new_after_seconds
        self._clock = clock
        self._pace = Pace(self._most, settings.turn_slow_seconds, clock)
        self._places = asyncio.Semaphore(self._most)
        self._made = self._most
        """Places that there are, taken or free."""
        self._running, self._lent = 0, 0
        metrics.TURNS_AT_ONCE.set(self._most)
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

    @property
    def free(self) -> bool:
        """Whether a turn would get its place at once."""
        return not self._places.locked()

    def check_new(self) -> None:
        """Raises Overloaded where no new conversation can begin."""
        if self.crowded:
            metrics.REFUSED.labels("conversation").inc()
            raise Overloaded

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Place]:
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
        self._running += 1
        place = Place(self._clock())
        try:
            yield place
        finally:
            metrics.TURNS_RUNNING.dec()
            if place.lent:
                self._lent -= 1
            else:
                if place.tells:
                    self._pace.took(place.began, self._running)
                self._give_back()

    def lend(self, place: Place) -> None:
        """Gives a place to others while its turn goes on: for one that waits for an agency and not for the bot.

        Only for so many at once; the next keep theirs, so that the bot never has more than these beside its pace.
        """
        if self._lent < LENT:
            place.lent = True
            self._lent += 1
            self._give_back()

    def _give_back(self) -> None:
        """As many places as the pace allows: one is kept back where there are too many, more are made for too few."""
        self._running -= 1
        metrics.TURNS_AT_ONCE.set(self._pace.at_once)
        if self._made > self._pace.at_once:
            self._made -= 1
            return
        self._places.release()
        while self._made < self._pace.at_once:
            self._made += 1
            self._places.release()
