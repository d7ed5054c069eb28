"""Keeps one agency in trouble from slowing everybody: a circuit breaker and a bulkhead, each agency its own."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import structlog

from actions import metrics
from actions.agencies.errors import AgencyError, AgencyUnreachable

log = structlog.get_logger()

State = Literal["closed", "open", "half-open"]


@dataclass(frozen=True)
class Bounds:
    """When to stop asking. ``failures`` in a row open the circuit for ``rest`` seconds; ``at_once`` calls may run."""

    failures: int = 5
    rest: float = 15.0
    at_once: int = 20


class Breaker:
    """Stands before the calls to one agency.

    closed: calls go through. open: they are refused at once, until the rest is over. half-open: one call is let through
    as a trial; it closes the circuit or opens it anew. Only what the agency did not do counts as a failure
    (AgencyUnreachable); an answer of any other kind shows that it is there. An error of our own says nothing of it.
    """

    def __init__(self, agency: str, bounds: Bounds = Bounds(), clock: Callable[[], float] = time.monotonic):
        self._agency, self._bounds, self._clock = agency, bounds, clock
        self._failures = 0
        self._open_until = 0.0
        self._running = 0
        self._trial = False
        metrics.AGENCY_OPEN.labels(agency).set_function(lambda: self.state != "closed")

    @property
    def state(self) -> State:
        """As described above."""
        if self._failures < self._bounds.failures:
            return "closed"
        return "open" if self._clock() < self._open_until else "half-open"

    @property
    def running(self) -> int:
        """Calls that are under way."""
        return self._running

    @contextmanager
    def call(self) -> Iterator[None]:
        """Around one call, its other tries included. Raises AgencyUnreachable where none may be made now."""
        state = self.state
        if state == "open" or (state == "half-open" and self._trial):
            raise AgencyUnreachable(self._agency, "resting")
        if self._running >= self._bounds.at_once:
            raise AgencyUnreachable(self._agency, "too many calls at once")
        trial = self._trial = state == "half-open"
        self._running += 1
        try:
            yield
        except AgencyUnreachable:
            self._failed()
            raise
        except AgencyError:
            self._answered()
            raise
        else:
            self._answered()
        finally:  # also where the caller has given up: that says nothing of the agency
            self._running -= 1
            if trial:
                self._trial = False

    def _failed(self) -> None:
        before = self.state
        self._failures = min(self._failures + 1, self._bounds.failures)
        if self._failures >= self._bounds.failures and before != "open":
            self._open_until = self._clock() + self._bounds.rest
            log.warning("agency_resting", agency=self._agency, seconds=self._bounds.rest)

    def _answered(self) -> None:
        if self.state != "closed":
            log.warning("agency_back", agency=self._agency)
        self._failures = 0
