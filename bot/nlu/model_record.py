"""A model is code of a kind (pickles): only the file whose hash was recorded when it was trained is loaded."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

PIECE = 1 << 20


class ModelRefused(Exception):
    """The model must not be loaded; the message is one sentence for whoever starts it."""


def check(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """For ``run``: the file of ``--model`` has the hash of MODEL_SHA256, or, unset, that of the record beside it.

    The training (bot/launcher/model.py) writes the record. Raises ModelRefused. Other commands load nothing we serve.
    """
    if not arguments or arguments[0] != "run":
        return
    path = _model(arguments)
    if path is None or not path.is_file():
        # Rasa would take the newest model of the folder instead, whatever it is.
        raise ModelRefused("No model is loaded: --model must name the file of a model.")
    recorded = environment.get("MODEL_SHA256", "").strip().lower() or _beside(path)
    if not recorded:
        raise ModelRefused(f"{path.name} is not loaded: no hash of it is recorded; train it, or set MODEL_SHA256.")
    if _sha256(path) != recorded:
        raise ModelRefused(f"{path.name} is not loaded: its hash is not the recorded one; train it again.")


def _model(arguments: Sequence[str]) -> Path | None:
    for at, argument in enumerate(arguments):
        if argument in ("--model", "-m") and at + 1 < len(arguments):
            return Path(arguments[at + 1])
        if argument.startswith("--model="):
            return Path(argument.partition("=")[2])
    return None


def _beside(path: Path) -> str:
    record = path.with_suffix(".sha256")
    return record.read_text("utf-8").strip().lower() if record.is_file() else ""


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            total.update(piece)
    return total.hexdigest()
