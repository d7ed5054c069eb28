"""Rasa models to compare with: the default pipeline of `rasa init`, and one with next to nothing in it.

``python -m tests.bench.models stock|empty <model file>`` (sealed side) trains one.
"""

import os
import sys
import tempfile
import warnings
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.__main__ import settings
from bot.nlu.published import read_names
from tests.bench.stock.annotate import training_data

CORPUS = Path("data/nlu")
STOCK = Path(__file__).parent / "stock/config.yml"
EMPTY: dict[str, Any] = {
    "recipe": "default.v1",
    "assistant_id": "empty",
    "language": "vi",
    "pipeline": [{"name": "KeywordIntentClassifier"}],
}
EMPTY_DATA = {
    "version": "3.1",
    "nlu": [
        {"intent": "greet", "examples": "- alo\n- chào\n"},
        {"intent": "goodbye", "examples": "- bye\n- tạm biệt\n"},
    ],
}
ONE_EPOCH: dict[str, Any] = {"epochs": 1, "batch_size": 256}
"""For speed only: what ``parse`` costs does not depend on how long it was trained, nor on the batches."""


def corpus_hash(corpus: Path = CORPUS) -> str:
    """SHA-256 over the names and contents of the corpus files."""
    total = sha256()
    for path in sorted(corpus.glob("*.yml")):
        total.update(f"{path.name}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def train_stock(target: Path, classifier: dict[str, Any]) -> None:
    """Trains the stock pipeline; ``classifier``: options of its DIETClassifier beside the default ones."""
    config = yaml.safe_load(STOCK.read_text("utf-8"))
    for component in config["pipeline"]:
        if component["name"] == "DIETClassifier":
            component.update(classifier)
    _train(target, config, training_data(CORPUS, read_names(Path(os.environ["NAMES_FILE"]))))


def train_empty(target: Path) -> None:
    """Trains a model that knows four words."""
    _train(target, EMPTY, EMPTY_DATA)


def prepare_rasa() -> None:
    """What every use of Rasa here needs before its import: our settings, and no warnings nobody can act on."""
    for name, value in settings().items():
        os.environ.setdefault(name, value)
    import sanic.app  # noqa: F401  (turns warnings on, so they are turned off after that)

    warnings.simplefilter("ignore")


def _train(target: Path, config: dict[str, Any], data: dict[str, Any]) -> None:
    prepare_rasa()
    from rasa.model_training import train_nlu

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["RASA_CACHE_DIRECTORY"] = str(folder / "cache")
        (folder / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
        (folder / "nlu.yml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
        made = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), name, fixed_model_name="made")
        if made is None:
            sys.exit("✗ Rasa trained no model: the lines above say why.")
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        part.write_bytes(Path(made).read_bytes())
        part.replace(target)


if __name__ == "__main__":
    if sys.argv[1] == "stock":
        train_stock(Path(sys.argv[2]), ONE_EPOCH)
    else:
        train_empty(Path(sys.argv[2]))
