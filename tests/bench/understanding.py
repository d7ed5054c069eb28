"""Runs a trained model over the labelled sets, as they were written and under noise, and measures what it understood.

Reads ``tests/nlu/<set>/*.yml``: lists of ``{text, asks: [[topic, procedure or null], …], style, entities}``. The dev
set is for choosing. Of the held-out set nobody prints more than aggregates, because nobody may tune to its errors.
"""

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.bench.entity_scores import score, scores
from tests.bench.judgement import families, judge
from tests.bench.measures import figures, right
from tests.bench.noise import NOISES, noised

SETS = Path(__file__).parents[1] / "nlu"
NAMES = ("dev", "dev2", "heldout")
NEW_NAMES = SETS / "heldout/new_names.json"
"""Names of procedures that are published after training: no example was ever masked with them."""
CATALOG = Path(__file__).parents[2] / "procedures/catalog"
CLEAN = "clean"
"""Style of the messages that are noised: those that had no noise of their own."""

Rows = list[dict[str, Any]]


def read_set(name: str) -> Rows:
    """All messages of a set, each with the ``file`` it stands in."""
    paths = sorted((SETS / name).glob("*.yml"))
    return [{"file": path.stem, **each} for path in paths for each in yaml.safe_load(path.read_text("utf-8"))]


def publish_new_names() -> frozenset[str]:
    """Adds the new names to the published ones, in a file of its own; gives all slugs that are known then."""
    names = json.loads(Path(os.environ["NAMES_FILE"]).read_text("utf-8"))
    names["names"] += json.loads(NEW_NAMES.read_text("utf-8"))["names"]
    names["version"] += "+new"
    path = Path(tempfile.mkdtemp(prefix="names")) / "names.json"
    path.write_text(json.dumps(names), encoding="utf-8")
    os.environ["NAMES_FILE"] = str(path)
    return frozenset(slug for name in names["names"] for slug in name["slugs"])


async def judged(agent: Any, rows: Sequence[Mapping[str, Any]], known: frozenset[str]) -> Rows:
    """Each message with what the model made of it (tests/bench/judgement.py)."""
    members = families(CATALOG)
    return [judge(row, await agent.parse_message(row["text"]), known, members) for row in rows]


async def measured(agent: Any, name: str, known: frozenset[str]) -> tuple[dict[str, Any], Rows]:
    """The figures of a set, with ``noise``: its clean messages under each noise; and the judged messages."""
    rows = read_set(name)
    natural = await judged(agent, rows, known)
    clean = [row for row in rows if row["style"] == CLEAN]
    noise = {CLEAN: right([row for row in natural if row["style"] == CLEAN])}
    for kind in NOISES:
        changed = [{**row, "text": noised(kind, row["text"])} for row in clean]
        noise[kind] = right(await judged(agent, changed, known))
    return {**figures(natural), "noise": noise, "entities": entities(natural)}, natural


def entities(rows: Rows) -> dict[str, dict[str, float | int]]:
    """Precision, recall and F1 in percent of each kind but procedures, over the files that bear labels of entities."""
    files = {row["file"] for row in rows if row.get("entities")}
    labelled = [
        {"text": row["text"], "labels": row.get("entities", []), "found": row["entities_told"]}
        for row in rows
        if row["file"] in files
    ]
    return {
        kind: {
            "precision": round(100 * each.precision, 2),
            "recall": round(100 * each.recall, 2),
            "f1": round(100 * each.f1, 2),
            "labelled": each.labelled,
        }
        for kind, each in scores(score(labelled)).items()
    }
