"""How well the trained model understands messages it has never seen: ``make evaluate`` (sealed side, Python 3.10).

Reads ``tests/nlu/<set>/*.yml``: lists of ``{text, asks: [[topic, procedure or null], …], style}``. A topic is right
when it is one of those asked; a procedure when exactly the asked ones are found (a name that several procedures bear
leads to a question, so finding the right one among others is right). The dev set is for choosing: its misses go to a
file. Of the held-out set only aggregates are printed, because nobody may tune to its errors.
"""

import asyncio
import json
import logging
import os
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.__main__ import settings
from tests.bench.report import report

SETS = Path(__file__).parents[1] / "nlu"
NEW_NAMES = SETS / "heldout/new_names.json"
"""Names of procedures that are published after training: no example was ever masked with them."""


def main() -> None:
    """``python -m tests.bench.evaluate <model> <file for the misses of the dev set>``"""
    model, misses = Path(sys.argv[1]), Path(sys.argv[2])
    known = _publish_new_names()
    for setting, value in settings().items():
        os.environ.setdefault(setting, value)
    # Only now: these libraries read the settings when they are imported; sanic turns on warnings nobody can act on.
    import sanic.app  # noqa: F401

    warnings.simplefilter("ignore")
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    agent = Agent.load(model)
    dev = asyncio.run(_judge(agent, "dev", known))
    lines = [f"{row['asks']} ← {row['told']} {row['found']} {row['confidence']:.2f}: {row['text']}" for row in dev]
    misses.write_text("\n".join(line for line, row in zip(lines, dev) if not row["both"]), encoding="utf-8")  # noqa: B905
    report("dev", dev)
    print(f"misses of the dev set: {misses}\n")
    report("held-out", asyncio.run(_judge(agent, "heldout", known)))


def _publish_new_names() -> set[str]:
    """Adds the new names to the published ones, in a file of its own; gives all slugs that are known then."""
    names = json.loads(Path(os.environ["NAMES_FILE"]).read_text("utf-8"))
    names["names"] += json.loads(NEW_NAMES.read_text("utf-8"))["names"]
    names["version"] += "+new"
    path = Path(tempfile.mkdtemp(prefix="names")) / "names.json"
    path.write_text(json.dumps(names), encoding="utf-8")
    os.environ["NAMES_FILE"] = str(path)
    return {slug for name in names["names"] for slug in name["slugs"]}


async def _judge(agent: Any, folder: str, known: set[str]) -> list[dict[str, Any]]:
    rows = []
    for path in sorted((SETS / folder).glob("*.yml")):
        for each in yaml.safe_load(path.read_text("utf-8")):
            told = await agent.parse_message(each["text"])
            rows.append({"file": path.stem, **each, **_judgement(each, told, known)})
    return rows


def _judgement(each: dict[str, Any], told: dict[str, Any], known: set[str]) -> dict[str, Any]:
    topic = told["intent"]["name"]
    slugs = {slug for _, slug in each["asks"] if slug}
    kinds = ("procedure", "variant")
    found = sorted({entity["value"] for entity in told["entities"] if entity["entity"] in kinds})
    out_of_scope = any(topic == "out_of_scope" for topic, _ in each["asks"])
    refused = topic in ("out_of_scope", "nlu_fallback", None)
    topic_right = refused if out_of_scope else topic in {topic for topic, _ in each["asks"]}
    found_right = slugs <= set(found) if slugs else not found
    # Nothing is said of procedures that the knowledge base does not hold yet, nor of names in refused messages.
    procedure_right = found_right or out_of_scope if slugs <= known else None
    return {
        "told": topic,
        "found": found,
        "confidence": told["intent"]["confidence"] or 0.0,
        "refused": refused,
        "topic": topic_right,
        "procedure": procedure_right,
        "both": topic_right and procedure_right is not False,
    }


if __name__ == "__main__":
    main()
