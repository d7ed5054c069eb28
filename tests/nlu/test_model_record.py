"""Only a model whose hash is the recorded one is loaded."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from bot.nlu.model_record import ModelRefused, check

CONTENT = b"a model"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "motcua-0123.tar.gz"
    path.write_bytes(CONTENT)
    return path


def test_a_model_with_its_record_is_loaded(model: Path) -> None:
    check(["run", "--model", str(model)], {"MODEL_SHA256": DIGEST.upper()})
    model.with_suffix(".sha256").write_text(DIGEST + "\n")
    check(["run", "--port", "1", f"--model={model}"], {})


@pytest.mark.parametrize(
    ("recorded", "beside", "why"),
    [("", "", "no hash"), ("0" * 64, DIGEST, "not the recorded"), ("", "0" * 64, "not the recorded")],
)
def test_a_model_without_or_with_another_record_is_refused(model: Path, recorded: str, beside: str, why: str) -> None:
    if beside:
        model.with_suffix(".sha256").write_text(beside)
    with pytest.raises(ModelRefused, match=why):
        check(["run", "--model", str(model)], {"MODEL_SHA256": recorded})


def test_a_changed_file_is_refused(model: Path) -> None:
    model.write_bytes(CONTENT + b"!")
    with pytest.raises(ModelRefused, match="not the recorded"):
        check(["run", "--model", str(model)], {"MODEL_SHA256": DIGEST})


@pytest.mark.parametrize("arguments", [["run"], ["run", "--model"], ["run", "--model", "/nowhere/x.tar.gz"]])
def test_no_other_model_is_taken_in_place_of_a_missing_one(arguments: "list[str]") -> None:
    with pytest.raises(ModelRefused, match="--model"):
        check(arguments, {"MODEL_SHA256": DIGEST})


def test_training_needs_no_record() -> None:
    check(["train", "--quiet"], {})


def test_the_process_ends_with_one_sentence_and_never_serves(model: Path) -> None:
    run = [sys.executable, "-W", "ignore", "-m", "bot.nlu", "run", "--model", str(model)]
    ended = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert (
        ended.stderr.strip() == f"{model.name} is not loaded: no hash of it is recorded; train it, or set MODEL_SHA256."
    )
