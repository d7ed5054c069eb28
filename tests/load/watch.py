"""Processor time and memory of the parts while they work, from /proc once a second."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
EVERY = 1.0


def cpu_seconds(pid: int) -> float:
    """Processor time of a process so far, of all its threads. Raises OSError for one that is gone."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_megabytes(pid: int) -> float:
    """Memory of a process. Raises OSError for one that is gone."""
    return int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1]) * PAGE / 2**20


@dataclass
class Watch:
    """What was seen of each part: (seconds since the begin, megabytes), and processor seconds used meanwhile."""

    memory: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)
    _last: dict[tuple[str, int], float] = field(default_factory=dict)
    _began: float = field(default_factory=time.monotonic)

    def look(self, pids: Mapping[str, list[int]]) -> None:
        """One look at all parts; what a process used before it was first seen does not count."""
        at = time.monotonic() - self._began
        for name, group in pids.items():
            total = 0.0
            for pid in group:
                with suppress(OSError, IndexError):
                    used = cpu_seconds(pid)
                    self.cpu[name] = self.cpu.get(name, 0.0) + used - self._last.get((name, pid), used)
                    self._last[name, pid] = used
                    total += resident_megabytes(pid)
            if total:
                self.memory.setdefault(name, []).append((at, total))

    def growth(self, name: str) -> float:
        """Percent by which the part's memory grew from the second tenth of the time to the last."""
        seen = [megabytes for _, megabytes in self.memory.get(name, ())]
        tenth = max(1, len(seen) // 10)
        first, last = seen[tenth : 2 * tenth] or seen[:1], seen[-tenth:]
        return 100 * (sum(last) / len(last) / (sum(first) / len(first)) - 1) if first and last else 0.0


@asynccontextmanager
async def watching(pids: Callable[[], Mapping[str, list[int]]], every: float = EVERY) -> AsyncIterator[Watch]:
    """Looks at the processes again and again; ``pids`` names those of each part at the moment."""
    watch = Watch()
    watch.look(pids())

    async def forever() -> None:
        while True:
            await asyncio.sleep(every)
            watch.look(pids())

    task = asyncio.create_task(forever())
    try:
        yield watch
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        watch.look(pids())
