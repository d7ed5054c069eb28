"""What one run of the load showed, as figures, a table for people and JSON for programs."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.load.citizen import Sent, is_failure
from tests.load.watch import Watch

OUT = Path("var/load")


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which so many percent lie; 0 without values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share / 100))] if ordered else 0.0


@dataclass
class Figures:
    """Of one span of one run. Times in milliseconds from when a message was due, of those that were answered."""

    rate: float
    seconds: float
    offered: int
    answered: int
    refused: int
    failed: int
    p50: float
    p95: float
    p99: float
    worst: float
    troubled: int = 0
    """Answered, but with a reply that says that something is out of order."""
    lag: float = 0.0
    """Milliseconds by which the generator itself was late, at the 99th percentile; part of the times above."""
    cpu: dict[str, float] = field(default_factory=dict)
    """Milliseconds of processor time for each answered message, by part."""
    megabytes: dict[str, float] = field(default_factory=dict)
    growth: dict[str, float] = field(default_factory=dict)
    """Percent by which memory grew."""

    @property
    def bears(self) -> bool:
        """Nobody was refused, all was answered as on a quiet day, 95 of 100 within a second."""
        return not (self.refused or self.failed or self.troubled) and self.p95 < 1000


def figures_of(
    sent: Sequence[Sent], rate: float, seconds: float, watch: Watch | None = None, not_opened: Mapping[str, int] = {}
) -> Figures:
    """The figures of these messages."""
    states = [each.state for each in sent]
    taken = [1000 * each.seconds for each in sent if each.state == "answered"]
    refused = states.count("refused") + not_opened.get("refused", 0)
    failed = states.count("failed") + not_opened.get("failed", 0)
    found = Figures(
        rate, round(seconds, 1), len(sent) + sum(not_opened.values()), len(taken), refused, failed,
        percentile(taken, 50), percentile(taken, 95), percentile(taken, 99), max(taken, default=0.0),
        troubled=sum(any(is_failure(reply) for reply in each.replies) for each in sent),
        lag=1000 * percentile([each.lag for each in sent], 99),
    )  # fmt: skip
    if watch is not None and taken:
        found.cpu = {name: 1000 * used / len(taken) for name, used in watch.cpu.items()}
        found.megabytes = {name: seen[-1][1] for name, seen in watch.memory.items()}
        found.growth = {name: watch.growth(name) for name in watch.memory}
    return found


def table(rows: Sequence[tuple[str, Figures]]) -> str:
    """One line each."""
    head = (
        f"{'':<16}{'rate':>7}{'s':>7}{'offered':>9}{'answered':>9}{'refused':>9}{'failed':>8}"
        f"{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'worst':>9}{'troubled':>10}{'lag p99':>9}"
    )
    return "\n".join(
        [head]
        + [
            f"{name:<16}{f.rate:7.1f}{f.seconds:7.0f}{f.offered:9}{f.answered:9}{f.refused:9}{f.failed:8}"
            f"{f.p50:9.0f}{f.p95:9.0f}{f.p99:9.0f}{f.worst:9.0f}{f.troubled:10}{f.lag:9.0f}"
            for name, f in rows
        ]
    )


def table_of_parts(figures: Figures) -> str:
    """Processor time for each message, memory and its growth, by part."""
    lines = [f"{'part':<12}{'CPU ms/message':>16}{'MB':>8}{'grew %':>8}"]
    for name in sorted(figures.cpu):
        megabytes, growth = figures.megabytes.get(name, 0.0), figures.growth.get(name, 0.0)
        lines.append(f"{name:<12}{figures.cpu[name]:16.1f}{megabytes:8.0f}{growth:8.1f}")
    return "\n".join([*lines, f"{'together':<12}{sum(figures.cpu.values()):16.1f}"])


def write(name: str, content: Mapping[str, Any], out: Path = OUT) -> Path:
    """Writes ``<name>.json``; gives its path."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{name}.json"
    told = {"at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), **content}
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False, default=vars) + "\n", "utf-8")
    return path
