"""How many turns may run at once so that each keeps its time: learned from how long turns take."""

import time
from collections.abc import Callable

LEAST = 4
"""Turns that may run at once however slow it goes."""
WEIGHT = 0.2
"""How much one turn counts against those before it."""
DEEPEST = 0.5
"""No single step shrinks further than to this share."""
ENOUGH = 5
"""Turns after which a step down may follow: one slow turn alone says nothing."""


class Pace:
    """``at_once`` shrinks where turns take longer than ``target`` seconds, and grows by one for a round of quick ones.

    Without it a bot that has become slow (a busy machine, a crowd) is handed more than it can answer before the web's
    patience ends; then it works for people who have gone, and nobody gets an answer. After a step down only turns that
    began later count: those before it ran in the crowd that it ended.
    """

    def __init__(self, most: int, target: float, clock: Callable[[], float] = time.monotonic):
        self._most, self._target, self._clock = most, target, clock
        self._at_once = float(most)
        self._usual, self._seen = 0.0, 0
        self._counts_from = float("-inf")

    @property
    def at_once(self) -> int:
        """Turns that may run now."""
        return int(self._at_once)

    def took(self, began: float, running: int) -> None:
        """A turn that began then (of the clock) has ended, one of ``running``. A few are no crowd, however slow."""
        if began < self._counts_from or running < LEAST:
            return
        self._seen += 1
        seconds = self._clock() - began
        self._usual = seconds if not self._usual else (1 - WEIGHT) * self._usual + WEIGHT * seconds
        if self._usual > self._target and self._seen >= ENOUGH:
            share = max(DEEPEST, self._target / self._usual)
            self._at_once = max(min(LEAST, self._most), min(self._at_once, running) * share)
            self._usual, self._seen, self._counts_from = 0.0, 0, self._clock()
        elif (
            self._usual <= self._target and running >= self._at_once - 1
        ):  # only who uses all of it can tell that more would do
            self._at_once = min(float(self._most), self._at_once + 1 / self._at_once)
