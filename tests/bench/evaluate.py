"""How well the trained model understands messages it has never seen, and what that costs: ``make evaluate``.

``python -m tests.bench.evaluate <model> <folder>`` (sealed side, Python 3.10) prints the figures and writes them to
``report.json`` in the folder, ``report.html`` for reading, and what it missed of the dev sets to ``dev-misses.txt``.
"""

import asyncio
import json
import logging
import os
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from tests.bench.models import CORPUS, corpus_hash, prepare_rasa
from tests.bench.page import page
from tests.bench.report import printed
from tests.bench.speed import compare
from tests.bench.stock.annotate import corpus_messages
from tests.bench.understanding import NAMES, Rows, measured, publish_new_names, read_set

STOCK_FIGURES = Path(__file__).parent / "stock/figures.json"


def main() -> None:
    """Measures, prints, writes."""
    model, folder = Path(sys.argv[1]), Path(sys.argv[2])
    models = Path(os.environ.get("MODELS_DIR") or model.parent)
    stock = _made("stock", models / f"stock-{corpus_hash()[:16]}.tar.gz")
    empty = _made("empty", models / "empty.tar.gz")
    with_model, without = _kept(model), _kept(empty)
    known = publish_new_names()
    sets, dev, speed = asyncio.run(_understood(model, stock, known))
    report = {
        "day": datetime.now(timezone.utc).date().isoformat(),
        "corpus": {"messages": sum(1 for _ in corpus_messages(CORPUS)), "sha256": corpus_hash()},
        "sets": sets,
        "speed": speed,
        "memory": {"ours_mb": with_model, "empty_mb": without, "above_mb": round(with_model - without, 1)},
        "training_seconds": _training_seconds(model),
        "stock": json.loads(STOCK_FIGURES.read_text("utf-8")) if STOCK_FIGURES.exists() else None,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "report.html").write_text(page(report), encoding="utf-8")
    (folder / "dev-misses.txt").write_text(_misses(dev), encoding="utf-8")
    print(printed(report))
    print(f"report: {folder / 'report.html'}\nmisses of the dev sets: {folder / 'dev-misses.txt'}")


async def _understood(model: Path, stock: Path, known: frozenset[str]) -> tuple[dict[str, Any], Rows, dict[str, Any]]:
    prepare_rasa()
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    ours = Agent.load(str(model))
    results = {name: await measured(ours, name, known) for name in NAMES}
    theirs = Agent.load(str(stock))
    speed = await compare(ours.parse_message, theirs.parse_message, [row["text"] for row in read_set("dev")])
    return {name: figures for name, (figures, _) in results.items()}, [*results["dev"][1], *results["dev2"][1]], speed


def _made(kind: str, path: Path) -> Path:
    """The model to compare with; trained once for each state of the corpus."""
    if not path.exists():
        for old in path.parent.glob(f"{kind}-*.tar.gz"):
            old.unlink()
        print(f"training the {kind} model to compare with …", flush=True)
        subprocess.run([sys.executable, "-W", "ignore", "-m", "tests.bench.models", kind, str(path)], check=True)
    return path


def _kept(model: Path) -> float:
    argv = [sys.executable, "-W", "ignore", "-m", "tests.bench.memory", str(model)]
    done = subprocess.run(argv, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def _training_seconds(model: Path) -> float | None:
    """What the launcher wrote down when it trained the model."""
    path = model.with_suffix(".seconds")
    return float(path.read_text("utf-8")) if path.exists() else None


def _misses(rows: Rows) -> str:
    lines = (
        f"{row['asks']} ← {row['told']} {row['found']} {row['confidence']:.2f}: {row['text']}\n"
        for row in rows
        if not row["both"]
    )
    return "".join(lines)


if __name__ == "__main__":
    main()
