"""How well the trained model understands messages it has never seen: ``make evaluate`` (sealed side, Python 3.10).

Reads ``tests/nlu/heldout/*.yml``: a list of ``{text, asks: [[topic, procedure or null], …], style}``. A topic is right
when it is one of those asked. Procedures are counted only where the knowledge base knows them all. Every miss goes to
the file given as second argument.
"""

import asyncio
import json
import logging
import os
import sys
import warnings
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.__main__ import settings

HELDOUT = Path(__file__).parents[1] / "nlu/heldout"


def main() -> None:
    """``python -m tests.bench.evaluate <model> <file for the misses>``"""
    model, misses = Path(sys.argv[1]), Path(sys.argv[2])
    for setting, value in settings().items():
        os.environ.setdefault(setting, value)
    # Only now: these libraries read the settings when they are imported; sanic turns on warnings nobody can act on.
    import sanic.app  # noqa: F401

    warnings.simplefilter("ignore")
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    names = json.loads(Path(os.environ["NAMES_FILE"]).read_text("utf-8"))["names"]
    known = {slug for name in names for slug in name["slugs"]}
    examples = [each for path in sorted(HELDOUT.glob("*.yml")) for each in yaml.safe_load(path.read_text("utf-8"))]
    rows = asyncio.run(_judge(Agent.load(model), examples, known))
    misses.write_text("".join(f"{row['miss']}\n" for row in rows if row["miss"]), encoding="utf-8")
    _report(rows)
    print(f"\n{sum(bool(row['miss']) for row in rows)} misses: {misses}")


async def _judge(agent: Any, examples: list[dict[str, Any]], known: set[str]) -> list[dict[str, Any]]:
    rows = []
    for each in examples:
        told = await agent.parse_message(each["text"])
        topics = {topic for topic, _ in each["asks"]}
        slugs = {slug for _, slug in each["asks"] if slug}
        found = {entity["value"] for entity in told["entities"] if entity["entity"] == "procedure"}
        topic_right = told["intent"]["name"] in topics
        # A name that several procedures bear leads to a question, so finding the right one among others is right.
        slugs_right = (slugs <= found if slugs else not found) if slugs <= known else None
        miss = ""
        if not topic_right or slugs_right is False:
            miss = f"{sorted(topics)} {sorted(slugs)} ← {told['intent']['name']} {sorted(found)}: {each['text']}"
        row = {"topic": each["asks"][0][0], "style": each["style"], "right": topic_right}
        rows.append({**row, "told": told["intent"]["name"], "slugs_right": slugs_right, "miss": miss})
    return rows


def _report(rows: list[dict[str, Any]]) -> None:
    judged = [row for row in rows if row["slugs_right"] is not None]
    print(f"messages  {len(rows)}")
    print(f"topic     {_share([row['right'] for row in rows])}")
    print(
        f"procedure {_share([row['slugs_right'] for row in judged])} of {len(judged)} about procedures that are known"
    )
    for title in ("style", "topic"):
        print(f"\ntopic right, by {title}")
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            groups[row[title]].append(row)
        for name, group in sorted(groups.items(), key=lambda item: item[0]):
            wrong = Counter(row["told"] for row in group if not row["right"]).most_common(3)
            taken_for = ", ".join(f"{told} {count}" for told, count in wrong)
            print(f"  {name:<16} {_share([row['right'] for row in group])} of {len(group):<4} {taken_for}")


def _share(right: list[bool]) -> str:
    return f"{100 * sum(right) / len(right):5.1f} %" if right else "  —   "


if __name__ == "__main__":
    main()
