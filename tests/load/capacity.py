"""``python -m tests.load.capacity``: from what a message costs each part to machines for 10, 100 and 1,000 a second.

Reads var/load/steady.json (``python -m tests.load steady``), or costs given by hand: ``rasa=32 web=25 actions=16``. A
process of ours uses one core. It is given so many that they are busy ``BUSY`` of their time, and a simulation says how
long a message then takes: arrivals as they come (Poisson), messages spread by chance, each process one queue, times of
service exponential about the measured cost, which is rather too wide than too narrow.
"""

import argparse
import heapq
import json
import math
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.load.figures import OUT, percentile

RATES = (10.0, 100.0, 1000.0)
BUSY = 0.6
CORES = 8
"""Of one machine."""
MESSAGES = 40_000
"""Of one simulation."""
PATH = ("web", "rasa", "actions", "postgres", "web")
"""The way of a message; the web has half of its work before Rasa and half after. PostgreSQL's is taken as one stay."""


@dataclass(frozen=True)
class Needed:
    """For one rate: processes by part, machines, and milliseconds that a message takes by the simulation."""

    rate: float
    processes: Mapping[str, int]
    machines: int
    p50: float
    p95: float


def needed(rate: float, costs: Mapping[str, float], seed: int = 1) -> Needed:
    """``costs``: milliseconds of processor time for each message by part. PostgreSQL counts cores, not processes."""
    processes = {part: max(1, math.ceil(rate * cost / 1000 / BUSY)) for part, cost in costs.items()}
    took = simulated(rate, costs, processes, seed)
    machines = math.ceil(sum(processes.values()) / CORES)
    return Needed(rate, processes, machines, percentile(took, 50), percentile(took, 95))


def simulated(rate: float, costs: Mapping[str, float], processes: Mapping[str, int], seed: int = 1) -> list[float]:
    """Milliseconds that each of many messages takes; the first tenth, into an empty system, does not count."""
    dice, at = random.Random(seed), 0.0
    path = [part for part in PATH if part in costs]
    arrivals: list[float] = []
    coming: list[tuple[float, int, int]] = []
    for number in range(MESSAGES):
        at += dice.expovariate(rate / 1000)
        arrivals.append(at)
        coming.append((at, number, 0))
    heapq.heapify(coming)
    free = {part: [0.0] * processes[part] for part in path}
    chosen: dict[tuple[int, str], int] = {}  # a message comes back to the web that took it
    left = [0.0] * MESSAGES
    while coming:  # in the order of time, so each process serves in the order in which messages come to it
        now, number, step = heapq.heappop(coming)
        if step == len(path):
            left[number] = now
            continue
        part = path[step]
        which = chosen.setdefault((number, part), dice.randrange(processes[part]))
        end = max(free[part][which], now) + dice.expovariate(path.count(part) / costs[part])
        free[part][which] = end
        heapq.heappush(coming, (end, number, step + 1))
    return [end - begin for begin, end in zip(arrivals, left, strict=True)][MESSAGES // 10 :]


def read_costs(given: Sequence[str]) -> dict[str, float]:
    """By hand, else those of the last steady run; the agencies' mocks are not ours."""
    if given:
        return {part: float(cost) for part, _, cost in (each.partition("=") for each in given)}
    path = OUT / "steady.json"
    if not path.exists():
        raise SystemExit("no costs are known: python -m tests.load steady, or rasa=… web=… actions=…")
    return {part: cost for part, cost in json.loads(path.read_text("utf-8"))["figures"]["cpu"].items() if cost > 1}


def main() -> int:
    """Prints the table of docs/capacity.md."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.capacity", description=__doc__)
    parser.add_argument("costs", nargs="*", metavar="part=ms")
    costs = read_costs([each for each in parser.parse_args().costs if each != "agencies"])
    costs.pop("agencies", None)
    print("ms of processor time a message: " + ", ".join(f"{part} {cost:.1f}" for part, cost in sorted(costs.items())))
    print("| messages a second | " + " | ".join(sorted(costs)) + f" | machines of {CORES} cores | p50 ms | p95 ms |")
    for rate in RATES:
        found = needed(rate, costs)
        counts = " | ".join(str(found.processes[part]) for part in sorted(costs))
        print(f"| {rate:,.0f} | {counts} | {found.machines} | {found.p50:.0f} | {found.p95:.0f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
