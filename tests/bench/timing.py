"""Repeats a call and tells its median and its 95th percentile, beside the others of the same run."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one kind of call."""

    what: str
    p50: float
    p95: float


def measure(
    what: str, call: Callable[[int], object], times: int, clock: Callable[[], float] = time.perf_counter
) -> Timing:
    """Calls ``call(0)``, ``call(1)`` … one after the other; the first tenth only warms up.

    With ``time.process_time`` as clock only this process counts, not what runs beside it on a shared machine.
    """
    taken = []
    for number in range(times + times // 10):
        started = clock()
        call(number)
        taken.append(1000 * (clock() - started))
    cuts = quantiles(taken[times // 10 :], n=20)
    return Timing(what, cuts[9], cuts[18])


def table(timings: list[Timing]) -> str:
    """One line each. Machines differ and are shared: only the ratios of one run can be compared with another's."""
    unit = timings[0].p50
    head = f"{'':<34} {'p50 ms':>9} {'p95 ms':>9} {'p50 ÷ first':>12}"
    return "\n".join([head, *(f"{t.what:<34} {t.p50:9.2f} {t.p95:9.2f} {t.p50 / unit:12.1f}" for t in timings)])
