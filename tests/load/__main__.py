"""``python -m tests.load limit|steady|flood|replicas``: the long measurements. Each writes var/load/<name>.json.

``limit`` first: ``steady`` and ``flood`` read what it found unless ``--limit`` says it. ``--scaled``: with PostgreSQL
and Redis (TEST_POSTGRES_URL, TEST_REDIS_URL) instead of files. Exit status 1 where something does not hold.
"""

import argparse
import asyncio
import json
import os
import sys

from tests.load.figures import OUT, Figures, table, table_of_parts, write
from tests.load.measured import Measured, flood, limit, span, system_of, warm
from tests.load.replicas import compare
from tests.load.verdict import Verdict


def tell(name: str, figures: Figures) -> None:
    """A line as soon as it is known; parts of the system print elsewhere."""
    print(table([(name, figures)]).splitlines()[-1], file=sys.stderr, flush=True)


def load_now() -> str:
    """What else the machine has to do: figures of a busy one are not those of the system."""
    return f"{os.cpu_count()} cores, load average {', '.join(f'{each:.1f}' for each in os.getloadavg())}"


async def run_limit(options: argparse.Namespace) -> int:
    """Finds the limit."""
    rows: list[tuple[str, Figures]] = []

    def each(name: str, figures: Figures) -> None:
        rows.append((name, figures))
        tell(name, figures)

    async with system_of(options.scaled) as system:
        found = await limit(system, options.first, options.seconds, each)
    print(table(rows), table_of_parts(rows[-1][1]), sep="\n\n")
    print(f"\nlimit: {found:.1f} messages a second ({load_now()})")
    write("limit", {"limit": found, "machine": load_now(), "scaled": options.scaled, "rows": rows})
    return 0 if found else 1


async def run_steady(options: argparse.Namespace) -> int:
    """Long, below the limit: no error, p99 under a second, memory grows under 5 %."""
    rate = options.share * known_limit(options)
    async with system_of(options.scaled) as system:
        await warm(system)
        found = await span(system, rate, 60 * options.minutes)
    figures, verdict = found.figures, found.verdict
    show("steady", found)
    grown = {name: grew for name, grew in figures.growth.items() if grew >= 5}
    held = {
        "no error": not (figures.refused or figures.failed or figures.troubled or verdict.shown_as_failed),
        "p99 under 1 s": figures.p99 < 1000,
        f"memory grows under 5 % {grown or ''}".strip(): not grown,
        "nothing lost, nothing doubled": not (verdict.lost or verdict.doubled),
    }
    write("steady", {"machine": load_now(), "figures": figures, "verdict": verdict, "held": held})
    return said(held)


async def run_flood(options: argparse.Namespace) -> int:
    """Far above the limit: who is taken is answered soon, the rest are refused honestly, and then all is as before."""
    async with system_of(options.scaled) as system:
        found = await flood(system, known_limit(options), options.times, options.seconds, options.after)
    show("during", found.during)
    show("after", found.after)
    lost = found.during.verdict.lost + found.during.verdict.doubled
    lost += found.after.verdict.lost + found.after.verdict.doubled
    held = {
        "p95 of the taken under 2 s": found.during.figures.p95 < 2000,
        "the rest refused, none failed": not found.during.figures.failed,
        f"back to normal within 30 s ({found.back:.0f} s)": found.back < 30,
        "nothing lost, nothing doubled": not lost,
    }
    spans = {"during": found.during.figures, "after": found.after.figures}
    write("flood", {"machine": load_now(), **spans, "back": found.back, "held": held})
    return said(held)


async def run_replicas(options: argparse.Namespace) -> int:
    """Two of each part against one."""
    found = await compare(options.rate, options.seconds)
    show("one of each", found.one)
    show("two of each", found.two)
    lost = sum(each.verdict.lost + each.verdict.doubled for each in (found.one, found.two))
    print(f"\nall parts together: a message costs {found.cost:.2f} times as much with two of each")
    held = {f"two serve at least 1.7 times one ({found.ratio:.2f})": found.ratio >= 1.7, "nothing lost": not lost}
    spans = {"one": found.one.figures, "two": found.two.figures}
    write("replicas", {"machine": load_now(), **spans, "ratio": found.ratio, "cost": found.cost, "held": held})
    return said(held)


def known_limit(options: argparse.Namespace) -> float:
    """What was given, else what ``limit`` wrote."""
    if options.limit:
        return float(options.limit)
    path = OUT / "limit.json"
    if not path.exists():
        raise SystemExit("no limit is known: python -m tests.load limit, or --limit")
    return float(json.loads(path.read_text("utf-8"))["limit"])


def show(name: str, measured: Measured) -> None:
    """Everything of one span; waiting for the generator itself is part of its times."""
    print("\n" + table([(name, measured.figures)]), table_of_parts(measured.figures), sep="\n\n")
    print(shown(measured.verdict))


def shown(verdict: Verdict) -> str:
    """The counts, and what is to be looked at."""
    counts = ("taken", "answered", "shown_as_failed", "refused", "failed", "lost", "doubled")
    line = ", ".join(f"{name} {getattr(verdict, name)}" for name in counts)
    return "\n".join([line, str(dict(verdict.outcomes)), *verdict.wrong[:20]])


def said(held: dict[str, bool]) -> int:
    """Each with a mark; 1 if one does not hold."""
    print("\n" + "\n".join(f"{'✓' if good else '✗'} {what}" for what, good in held.items()), f"({load_now()})")
    return 0 if all(held.values()) else 1


def parser() -> argparse.ArgumentParser:
    """The four commands and their times."""
    top = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    every = {name: commands.add_parser(name) for name in ("limit", "steady", "flood", "replicas")}
    for name in ("limit", "steady", "flood"):
        every[name].add_argument("--scaled", action="store_true")
    every["limit"].add_argument("--first", type=float, default=5.0, help="messages a second to begin with")
    every["limit"].add_argument("--seconds", type=float, default=20.0, help="for each rate")
    for name in ("steady", "flood"):
        every[name].add_argument("--limit", type=float)
    every["steady"].add_argument("--minutes", type=float, default=30.0)
    every["steady"].add_argument("--share", type=float, default=0.7)
    every["flood"].add_argument("--seconds", type=float, default=120.0)
    every["flood"].add_argument("--after", type=float, default=40.0)
    every["flood"].add_argument("--times", type=float, default=3.0)
    every["replicas"].add_argument("--rate", type=float, default=20.0)
    every["replicas"].add_argument("--seconds", type=float, default=60.0)
    return top


RUNS = {"limit": run_limit, "steady": run_steady, "flood": run_flood, "replicas": run_replicas}

if __name__ == "__main__":
    given = parser().parse_args()
    sys.exit(asyncio.run(RUNS[given.command](given)))
