"""The measurements: where the limit is, whether the system bears hours below it and a flood above it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.load.arrivals import THINKING, Arrivals
from tests.load.figures import Figures, figures_of
from tests.load.stores import made_stores
from tests.load.system import System, running
from tests.load.talks import talks
from tests.load.verdict import Verdict, verdict_of
from tests.load.watch import watching

WARM_RATE, WARM_SECONDS = 3.0, 8.0
GROW = 1.35
"""Each rate is so much above the one before, until one is not borne."""
CLOSER = 2
"""Then so many rates between the last that was borne and the first that was not."""
REST = 4.0
"""Seconds between two rates."""
SLOW = 1.0
"""Seconds from which an answer counts as slow after a flood."""
Tell = Callable[[str, Figures], None]


@dataclass
class Measured:
    """One span: what was sent, its figures and whether all of it was answered once."""

    arrivals: Arrivals
    figures: Figures
    verdict: Verdict


@asynccontextmanager
async def system_of(scaled: bool = False, replicas: int = 1) -> AsyncIterator[System]:
    """A system in a folder of its own: as ``make run`` has it, or with PostgreSQL and Redis."""
    with TemporaryDirectory(prefix="load-") as folder:
        if not scaled:
            async with running(Path(folder) / "state", replicas=replicas) as system:
                yield system
            return
        with made_stores() as stores:
            async with running(Path(folder) / "state", stores=stores, replicas=replicas) as system:
                yield system


async def span(
    system: System, rate: float, seconds: float, *, seed: int = 1, thinking: float = THINKING, verify: bool = True
) -> Measured:
    """Messages at that rate for so long, from citizens whose pages listen."""
    arrivals = Arrivals(system.edges, talks(seed), rate, thinking=thinking, listening=True)
    began = time.monotonic()
    async with watching(system.pids) as watch:
        await arrivals.run(seconds)
    figures = figures_of(arrivals.sent, rate, time.monotonic() - began, watch, arrivals.not_opened)
    return Measured(arrivals, figures, await arrivals.reopened(verdict_of) if verify else Verdict())


async def warm(system: System) -> None:
    """The first messages of a process cost more than all later ones."""
    await span(system, WARM_RATE, WARM_SECONDS, seed=99, verify=False)


async def limit(system: System, first: float, seconds: float, tell: Tell) -> float:
    """The highest rate that was borne (0 if the first was not)."""
    borne, not_borne = 0.0, 0.0
    rate, closer = first, 0
    await warm(system)
    while closer <= CLOSER:
        found = (await span(system, rate, seconds, verify=False)).figures
        tell(f"{rate:.1f}/s", found)
        if found.bears:
            borne = rate
        else:
            not_borne = rate
        closer += 1 if not_borne else 0
        rate = (borne + not_borne) / 2 if not_borne else rate * GROW
        await asyncio.sleep(REST)
    return borne


@dataclass
class Flood:
    """What a flood did. ``back``: seconds after its last message until nobody was refused or waited long any more."""

    during: Measured
    after: Measured
    back: float


async def flood(system: System, limit: float, share: float, seconds: float, then: float) -> Flood:
    """``share`` times the limit for so long, then half of the limit for ``then`` seconds."""
    await warm(system)
    over = time.monotonic() + seconds
    during = await span(system, limit * share, seconds, verify=False)
    calm = time.monotonic()  # the last answers of the flood have come
    after = await span(system, limit / 2, then, seed=2)
    during.verdict = await during.arrivals.reopened(verdict_of)  # the flood's own, once there is room again
    bad = [each.due for each in after.arrivals.sent if each.state != "answered" or each.seconds > SLOW]
    return Flood(during, after, max([*bad, after.arrivals.opening, calm]) - over)
