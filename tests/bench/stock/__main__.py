"""Measures the stock pipeline once, outside CI: ``python -m tests.bench.stock --full`` (sealed side; may take an hour).

Writes ``figures.json`` beside this file: the same measures as ours, with the hash of the corpus it was trained on.
Needs NAMES_FILE, as training does. ``--model`` measures a model that was trained before.
"""

import argparse
import asyncio
import json
import logging
import os
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from tests.bench.models import CORPUS, corpus_hash, prepare_rasa, train_stock
from tests.bench.stock.annotate import corpus_messages
from tests.bench.understanding import NAMES, measured, publish_new_names

FIGURES = Path(__file__).with_name("figures.json")
LEFT_OUT = ("by_topic", "confusions", "reliability")
"""Of the measures, what no report compares."""


def main() -> None:
    """Trains, measures, writes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--full", action="store_true", required=True)
    options.add_argument("--epochs", type=int, default=100)
    options.add_argument("--model", type=Path)
    options.add_argument("--seconds", type=float, help="what the training of --model took")
    chosen = options.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.nice(19)
    with tempfile.TemporaryDirectory() as folder:
        model, seconds = chosen.model, chosen.seconds
        if model is None:
            model, started = Path(folder) / "stock.tar.gz", time.monotonic()
            train_stock(model, {"epochs": chosen.epochs})
            seconds = time.monotonic() - started
        known = publish_new_names()
        sets = asyncio.run(_measured(model, known))
    content = {
        "day": datetime.now(timezone.utc).date().isoformat(),
        "corpus": {"messages": sum(1 for _ in corpus_messages(CORPUS)), "sha256": corpus_hash()},
        "epochs": chosen.epochs,
        "training_seconds": round(seconds) if seconds else None,
        "sets": sets,
    }
    FIGURES.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(f"written: {FIGURES}")


async def _measured(model: Path, known: frozenset[str]) -> dict[str, Any]:
    prepare_rasa()
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    agent = Agent.load(str(model))
    sets = {name: (await measured(agent, name, known))[0] for name in NAMES}
    return {
        name: {key: value for key, value in figures.items() if key not in LEFT_OUT} for name, figures in sets.items()
    }


if __name__ == "__main__":
    main()
