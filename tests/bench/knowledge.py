"""How look-up, search and import grow with the number of records: 65, 650, 6,500, in data bases of their own."""

import gc
import itertools
import json
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from procedures import search as searching
from procedures.calendar import today
from procedures.conditions import holds
from procedures.db import make_engine, make_sessions
from procedures.exchange.portal.importer import import_portal
from procedures.facts import Facts
from procedures.lookup import in_force, listing
from procedures.migrations.run import migrate
from procedures.publishing.files import REGISTERS, Catalog
from procedures.publishing.load import load
from procedures.record import SECTIONS, Source, Words
from tests.bench.made import QUESTIONS, names, portal_records, record
from tests.bench.timing import Timing, measure

SIZES = (65, 650, 6500)
CALLS = 1000
IMPORTED = 2500
FACTS = Facts(for_whom="self", groups=frozenset({"student"}), level=2, province="nghe-an", channel="online")


@dataclass(frozen=True)
class Size:
    """What was measured with so many records."""

    records: int
    load: float
    """Seconds to publish them all."""
    listing: float
    """Seconds of the first list of all."""
    index: float
    """Seconds to build the index of the search."""
    megabytes: float
    """Of the index."""
    lookup: Timing
    search: Timing


def grow(folder: Path) -> list[Size]:
    """One measurement for each size."""
    return [_size(folder, count) for count in SIZES]


def _size(folder: Path, count: int) -> Size:
    engine = make_engine(f"sqlite:///{folder / f'made-{count}.db'}")
    migrate(engine)
    made = Catalog({f"made-{number}": record(number) for number in range(count)}, {name: [] for name in REGISTERS})
    made.registers["sources"] = [Source(key="S1", title=Words(vi="Làm ra"), read="2026")]
    with make_sessions(engine).begin() as session:
        loaded = _seconds(partial(load, session, made))
    del made  # only what the knowledge base keeps itself is to weigh on what follows
    gc.collect()
    with make_sessions(engine)() as session:
        listed = _seconds(lambda: listing(session, today()))
        megabytes = _index_size(session)
        searching.forget(engine)
        built = _seconds(lambda: searching.index(session))
        timings = _calls(session, count)
    engine.dispose()
    return Size(count, loaded, listed, built, megabytes, *timings)


def _calls(session: Session, count: int) -> tuple[Timing, Timing]:
    day = today()
    asked = [*QUESTIONS, *(name for number in range(0, count, max(1, count // 10)) for name in names(number))]
    words, slugs = itertools.cycle(asked), itertools.cycle(range(0, count, 7))

    def look(_: int) -> None:
        found = in_force(session, f"made-{next(slugs)}", day).record
        for section in SECTIONS:
            for row in getattr(found, section) or ():
                holds(row, FACTS)

    return (
        measure("look-up with conditions", look, CALLS, time.process_time),
        measure("search", lambda _: searching.search(session, next(words), day), CALLS, time.process_time),
    )


def _index_size(session: Session) -> float:
    gc.collect()
    tracemalloc.start()
    kept = searching.index(session)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    del kept
    return size


def _seconds(call: Callable[[], object]) -> float:
    """Of this process alone: what runs beside it on a shared machine does not count."""
    started = time.process_time()
    call()
    return time.process_time() - started


def portal_import(folder: Path) -> tuple[float, float]:
    """Seconds for making drafts of a portal's file, and for running it again."""
    path = folder / "portal.jsonl"
    path.write_text("\n".join(json.dumps(each) for each in portal_records(IMPORTED)), "utf-8")
    engine: Engine = make_engine(f"sqlite:///{folder / 'portal.db'}")
    migrate(engine)
    sessions = make_sessions(engine)
    times = [_seconds(lambda: import_portal(sessions, path, "S1", "bench")) for _ in range(2)]
    engine.dispose()
    return times[0], times[1]


def growth(sizes: list[Size]) -> str:
    """One line for each size, and how much each figure grew for ten times as many records."""
    head = (
        f"{'records':>8} {'publish s':>10} {'list s':>8} {'index s':>8} {'index MB':>9}"
        f" {'look-up p50':>12} {'p95 ms':>8} {'search p50':>11} {'p95 ms':>8}"
    )
    lines = [head]
    rows = [
        (s.load, s.listing, s.index, s.megabytes, s.lookup.p50, s.lookup.p95, s.search.p50, s.search.p95) for s in sizes
    ]
    form = "{:>10.2f} {:>8.2f} {:>8.3f} {:>9.2f} {:>12.3f} {:>8.3f} {:>11.3f} {:>8.3f}"
    for number, row in enumerate(rows):
        lines.append(f"{sizes[number].records:>8} " + form.format(*row))
        if number:
            grown = [now / before if before else 0 for now, before in zip(row, rows[number - 1], strict=True)]
            lines.append(f"{'grown ×':>8} " + form.format(*grown))
    return "\n".join(lines)


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as folder:
        print("\nThe knowledge base as it grows: made records, time of this process (grown × 10 is linear)")
        print(growth(grow(Path(folder))), flush=True)
        first, again = portal_import(Path(folder))
        print(f"\nimport of {IMPORTED} portal records: {first:.1f} s, run again {again:.1f} s", flush=True)


if __name__ == "__main__":
    main()
