"""Which model fits the sources, and which ones are kept."""

import os
from pathlib import Path

import pytest

from bot.launcher.model import content_hash, find_model, forget_old, sources

FILES = {
    "config.yml": "a",
    "domain.yml": "b",
    "data/nlu/fee.yml": "c",
    "data/rules/fee.yml": "d",
    "bot/nlu/names.py": "e",
    "bot/nlu/requirements.txt": "f",
    "procedures/text/codes.py": "g",
}
DIGEST = "0123456789abcdef"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, content in {**FILES, "procedures/catalog/linked-birth.yml": "h", "actions/fee.py": "i"}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path


def digest(tree: Path) -> str:
    return content_hash(sources(tree), tree)


@pytest.mark.parametrize("name", FILES)
def test_a_change_of_anything_the_model_depends_on_changes_the_hash(tree: Path, name: str) -> None:
    before = digest(tree)
    (tree / name).write_text("changed")
    assert digest(tree) != before


def test_a_new_or_renamed_training_file_changes_the_hash(tree: Path) -> None:
    before = digest(tree)
    (tree / "data/nlu/fee.yml").rename(tree / "data/nlu/fees.yml")
    renamed = digest(tree)
    (tree / "data/stories").mkdir()
    (tree / "data/stories/fee.yml").write_text("")
    assert len({before, renamed, digest(tree)}) == 3


@pytest.mark.parametrize("name", ["procedures/catalog/linked-birth.yml", "actions/fee.py"])
def test_a_change_of_the_catalog_or_of_an_action_trains_nothing(tree: Path, name: str) -> None:
    before = digest(tree)
    (tree / name).write_text("changed")
    assert digest(tree) == before


def test_the_real_sources_are_there() -> None:
    found = {path.name for path in sources()}
    assert {"config.yml", "domain.yml", "codes.py", "requirements.txt"} <= found


def trained(models: Path, name: str, age: int = 0) -> Path:
    path = models / f"motcua-{name}.tar.gz"
    path.write_bytes(b"model")
    # sha256 of b"model"
    checked = "9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4"
    path.with_suffix(".sha256").write_text(checked + "\n")
    path.with_suffix(".seconds").write_text("70.1\n")
    os.utime(path, (1_000_000 - age, 1_000_000 - age))
    return path


def test_a_model_of_these_sources_is_found(tmp_path: Path) -> None:
    assert find_model(tmp_path, DIGEST) is None
    path = trained(tmp_path, DIGEST)
    assert find_model(tmp_path, DIGEST) == path
    assert find_model(tmp_path, DIGEST[::-1]) is None


def test_a_model_that_was_changed_or_cut_off_is_not_used(tmp_path: Path) -> None:
    trained(tmp_path, DIGEST).write_bytes(b"mod")
    assert find_model(tmp_path, DIGEST) is None


def test_only_the_two_most_recently_used_models_are_kept(tmp_path: Path) -> None:
    for age, name in enumerate(["newest", "second", "third", "oldest"]):
        trained(tmp_path, name, age)
    forget_old(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"motcua-{name}.tar.{suffix}" for name in ("newest", "second") for suffix in ("gz", "seconds", "sha256")
    ]
