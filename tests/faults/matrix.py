"""All faults under all loads, one after the other: with PostgreSQL and Redis, with two of each, with files."""

import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.faults.broken import Breakable, embedded, pair, scaled
from tests.faults.catalogue import FAULTS, Fault
from tests.faults.cell import Cell, run_cell
from tests.faults.disk import NoDisk, small_disk

LOADS = (1.0, 5.0, 15.0)
"""Messages a second."""


async def run_matrix(faults: Sequence[Fault] = FAULTS, loads: Sequence[float] = LOADS) -> list[Cell]:
    """Every fault under every load; tells each on the screen as soon as it is known."""
    cells: list[Cell] = []
    for kind in ("scaled", "pair", "embedded"):
        chosen = [fault for fault in faults if fault.on == kind]
        if not chosen:
            continue
        async with _system(kind) as it:
            for seed, rate in enumerate(loads):
                for fault in chosen:
                    if fault.name == "disk full" and it.disk is None:
                        print("disk full: left out, no disk may be mounted here", file=sys.stderr)
                        continue
                    cells.append(await run_cell(it, fault, rate, seed))
                    print(line(cells[-1]), *cells[-1].verdict.wrong, sep="\n  ", file=sys.stderr, flush=True)
    return cells


@asynccontextmanager
async def _system(kind: str) -> AsyncIterator[Breakable]:
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        folder = Path(name)
        if kind != "embedded":
            async with (scaled if kind == "scaled" else pair)(folder / "state") as it:
                yield it
            return
        try:
            with small_disk(folder / "disk") as disk:
                async with embedded(disk / "state", disk) as it:
                    yield it
        except NoDisk:
            async with embedded(folder / "state") as it:
                yield it


HEAD = (
    f"{'fault':<28}{'load':>6}{'taken':>7}{'answered':>10}{'as failed':>11}{'refused':>9}{'lost':>6}{'doubled':>9}"
    f"{'recovered s':>13}  readiness"
)


def line(cell: Cell) -> str:
    """One row of the table."""
    v = cell.verdict
    back = "never" if cell.recovered is None else f"{cell.recovered:.1f}"
    return (
        f"{cell.fault:<28}{cell.rate:6.0f}{v.taken:7}{v.answered:10}{v.shown_as_failed:11}{v.refused + v.failed:9}"
        f"{v.lost:6}{v.doubled:9}{back:>13}  {cell.readiness}"
    )


def table(cells: Sequence[Cell]) -> str:
    """All cells."""
    lost, doubled = sum(cell.verdict.lost for cell in cells), sum(cell.verdict.doubled for cell in cells)
    end = f"{len(cells)} cells: {lost} lost, {doubled} doubled, {sum(not cell.holds for cell in cells)} do not hold"
    return "\n".join([HEAD, *map(line, cells), end])
