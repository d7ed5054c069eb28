"""Two models on the same held-out messages, as written and without diacritics: how often each understood them.

``python -m tests.bench.beside <live model> <candidate> <out.json>`` (sealed side). Writes counts by topic and nothing
of any message; prints ``progress <percent>`` for whoever waits. A message that asks for two topics counts for both.
"""

import asyncio
import gc
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from tests.bench.judgement import families, judge
from tests.bench.noise import stripped
from tests.bench.understanding import CATALOG, SETS, Rows, publish_new_names, read_set

SET = "heldout"
ALL = "*"
"""In place of a topic: all messages."""
WAYS = ("written", "stripped")
SIGN_EVERY = 100
"""Messages between two signs of progress."""


def main() -> None:
    """Measures and writes."""
    live, candidate, out = map(Path, sys.argv[1:4])
    rows = read_set(SET)
    known = publish_new_names()
    told = asyncio.run(_both([live, candidate], rows, known))
    out.write_text(json.dumps({"of": digest(), "groups": counted(rows, *told)}), encoding="utf-8")


def digest(folder: Path = SETS / SET) -> str:
    """16 hex digits that change with any of the messages."""
    total = sha256()
    for path in sorted(folder.glob("*.yml")):
        total.update(f"{path.name}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()[:16]


def counted(
    rows: Rows, live: Sequence[tuple[bool, bool]], candidate: Sequence[tuple[bool, bool]]
) -> dict[str, dict[str, dict[str, int]]]:
    """Topic → way → how many messages, understood by the live model, lost and won by the candidate.

    ``live``, ``candidate``: for each row whether it was understood in each of WAYS.
    """
    groups: dict[str, dict[str, dict[str, int]]] = {}
    for row, before, after in zip(rows, live, candidate, strict=True):
        for topic in {ALL, *(topic for topic, _ in row["asks"])}:
            for way, was, now in zip(WAYS, before, after, strict=True):
                group = groups.setdefault(topic, {}).setdefault(way, {"n": 0, "live": 0, "lost": 0, "won": 0})
                group["n"] += 1
                group["live"] += was
                group["lost"] += was and not now
                group["won"] += now and not was
    return {topic: groups[topic] for topic in sorted(groups)}


async def _both(models: Sequence[Path], rows: Rows, known: frozenset[str]) -> list[list[tuple[bool, bool]]]:
    """One model after the other: both at once would take twice the memory."""
    from tests.bench.models import prepare_rasa  # leads to spaCy, which the open side, where this is tested, lacks

    prepare_rasa()
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    members, told = families(CATALOG), []

    async def understood(agent: Any, row: dict[str, Any]) -> tuple[bool, bool]:
        texts = (row["text"], stripped(row["text"], Random(0)))
        judged = [judge({**row, "text": text}, await agent.parse_message(text), known, members) for text in texts]
        return judged[0]["both"], judged[1]["both"]

    for number, model in enumerate(models):
        agent = Agent.load(str(model))
        signs = _signs(number * len(rows), len(models) * len(rows))
        told.append([await understood(agent, row) for row, _ in zip(rows, signs, strict=False)])
        del agent
        gc.collect()
    return told


def _signs(done: int, whole: int) -> Iterator[None]:
    while True:
        if done % SIGN_EVERY == 0:
            print(f"progress {100 * done // whole}", flush=True)
        done += 1
        yield


if __name__ == "__main__":
    main()
