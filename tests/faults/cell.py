"""One fault under one load: what was sent before, during and after it, and how it ended."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass

from tests.faults.broken import Breakable
from tests.faults.catalogue import Fault, nothing
from tests.load.arrivals import Arrivals
from tests.load.citizen import Sent, is_failure
from tests.load.talks import talks
from tests.load.verdict import Verdict, verdict_of

BEFORE = 2.0
"""Seconds of load before the fault."""
AT_MOST = 150.0
"""Seconds after the fault within which all must be as before, by itself."""
OUTBOX = 180.0
"""Seconds for which a citizen's page sends a message again: longer than any fault here."""
SLOW = 2.0
"""Seconds from which an answer does not count as «as before»."""
LOOK = 0.4
NOTICED = 3.0
"""Seconds that readiness has to notice."""
THINKING = 1.5


@dataclass
class Cell:
    """What one fault did under one load. ``recovered``: seconds from its end until all was as before; None: never."""

    fault: str
    rate: float
    verdict: Verdict
    recovered: float | None
    readiness: str
    """true, or what it said wrongly"""

    @property
    def holds(self) -> bool:
        """Nothing lost or doubled, nobody left without an answer, all as before by itself, readiness true."""
        sound = not (self.verdict.lost or self.verdict.doubled or self.verdict.refused or self.verdict.failed)
        return sound and self.recovered is not None and self.readiness == "true"


async def run_cell(it: Breakable, fault: Fault, rate: float, seed: int) -> Cell:
    """Breaks, puts right, waits, and reads every conversation again."""
    arrivals = Arrivals(it.system.edges, talks(seed, fault.dossiers), rate, outbox=OUTBOX, thinking=THINKING)
    load = asyncio.create_task(arrivals.run(BEFORE + fault.hold + AT_MOST + 10))
    await asyncio.sleep(BEFORE)
    watch = _Readiness(it)
    looking = asyncio.create_task(watch.forever())
    try:
        began = time.monotonic()
        await fault.begin(it)
        await asyncio.sleep(fault.hold)
        await fault.end(it)
        ended = time.monotonic()
        recovered = await _recovered(arrivals, watch, ended)
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
        arrivals.stop.set()
        await load
    verdict = await arrivals.reopened(verdict_of)
    return Cell(fault.name, rate, verdict, recovered, watch.judged(fault, began, ended))


async def _recovered(arrivals: Arrivals, watch: "_Readiness", ended: float) -> float | None:
    """Waits until for a while no message was bad, and all parts are ready; gives how long it took."""
    quiet = max(2.0, 3 / arrivals.rate)
    while time.monotonic() < ended + AT_MOST:
        await asyncio.sleep(LOOK)
        now = time.monotonic()
        bad = max((each.due for each in arrivals.sent if _is_bad(each, now)), default=0.0)
        bad = max(bad, arrivals.opening)
        good = [each for each in arrivals.sent if each.due > max(bad, ended) and each.state == "answered"]
        if now - max(bad, ended) > quiet and good and watch.is_ready:
            return max(0.0, max(bad, watch.ready_from) - ended)
    return None


def _is_bad(sent: Sent, now: float) -> bool:
    """Whether a message was not answered at once, as on a quiet day."""
    if sent.state == "waiting":
        return now - sent.due > SLOW
    late = sent.tries > 1 or sent.seconds > SLOW or sent.state != "answered"
    return late or any(is_failure(reply) for reply in sent.replies)


class _Readiness:
    """What /readyz said, and when."""

    def __init__(self, it: Breakable):
        self._it = it
        self._seen: list[tuple[float, float, dict[str, bool] | None]] = []
        self.ready_from = 0.0
        """Since when it says that all are ready."""

    @property
    def is_ready(self) -> bool:
        """What it said last."""
        return bool(self._seen) and _all(self._seen[-1][2])

    async def forever(self) -> None:
        """Asks again and again."""
        while True:
            asked = time.monotonic()
            told = await self._it.ready()
            if _all(told) and not self.is_ready:
                self.ready_from = asked
            self._seen.append((asked, time.monotonic(), told))
            await asyncio.sleep(LOOK)

    def judged(self, fault: Fault, began: float, ended: float) -> str:
        """Whether it said what was the case: «true», or what was wrong."""
        if not self.is_ready:
            return "not ready in the end"
        if fault.unready is None:
            seen = [told for asked, _, told in self._seen if asked >= began and not _all(told)]
            return f"said that not all are ready: {seen[0]}" if seen else "true"
        during = [told for asked, _, told in self._seen if asked >= began]
        if not any(_says(told, fault.unready) for told in during):
            return f"never said that {fault.unready} is not ready"
        held = [told for asked, got, told in self._seen if asked >= began + NOTICED and got <= ended]
        if fault.end is not nothing and any(_all(told) for told in held):
            return f"said that all are ready while {fault.unready} was not"
        return "true"


def _all(told: dict[str, bool] | None) -> bool:
    return told is not None and all(told.values())


def _says(told: dict[str, bool] | None, part: str) -> bool:
    return told is None if part == "web" else told is not None and not told.get(part, True)
