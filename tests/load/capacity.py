"""``python -m tests.load.capacity``: from what a message costs each part to machines for 10, 100 and 1,000 a second.

Reads var/load/steady.json (``python -m tests.load steady``), or costs given by hand: ``rasa=32 web=25 actions=16``. A
process of ours uses one core. It is given so many that they are busy ``BUSY`` of their time, and a simulation says how
long a message then takes: arrivals as they come (Poisson), messages spread by chance, each process one queue, times of
service exponential about the measured cost, which is rather too wide than too narrow.
"""

import argparse
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
PATH = ("web", "rasa", "actions", "web")
"""The way of a message; the web has half of its work before Rasa and half after."""


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
    arrivals = []
    for _ in range(MESSAGES):
        at += dice.expovariate(rate / 1000)
        arrivals.append(at)
    now = list(arrivals)
    for part in PATH:
        if part not in costs:
            continue
        cost = costs[part] / PATH.count(part)
        # Both halves of the web share its processes: each half sees queues as busy as the whole.
        share = max(1, round(processes[part] / PATH.count(part)))
        now = _station(dice, now, cost, share)
    return [end - begin for begin, end in zip(arrivals, now, strict=True)][MESSAGES // 10 :]


def _station(dice: random.Random, arrivals: Sequence[float], cost: float, processes: int) -> list[float]:
    """When each message leaves: it waits for the process that it fell to."""
    free = [0.0] * processes
    left = [0.0] * len(arrivals)
    for number in sorted(range(len(arrivals)), key=arrivals.__getitem__):
        which = dice.randrange(processes)
        begin = max(free[which], arrivals[number])
        left[number] = free[which] = begin + dice.expovariate(1 / cost)
    return left


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
