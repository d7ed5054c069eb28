"""Which model fits the sources, and which ones are kept."""

import os
from pathlib import Path

import pytest

from bot.launcher.model import Wanted, content_hash, corpus, find_model, forget_old, sources
from bot.training.examples import of_lines, of_yml

FILES = {
    "config.yml": "a",
    "domain.yml": "b",
    "data/nlu/fee.yml": "c",
    "data/rules/fee.yml": "d",
    "bot/nlu/names.py": "e",
    "bot/nlu/requirements.txt": "f",
    "procedures/text/codes.py": "g",
}
NAME = "motcua-0123456789abcdef"


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
    path = models / f"{name}.tar.gz"
    path.write_bytes(b"model")
    # sha256 of b"model"
    checked = "9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4"
    path.with_suffix(".sha256").write_text(checked + "\n")
    path.with_suffix(".seconds").write_text("70.1\n")
    (models / f"{name}.examples.yml").write_text("")
    os.utime(path, (1_000_000 - age, 1_000_000 - age))
    return path


def test_a_model_of_that_name_is_found(tmp_path: Path) -> None:
    assert find_model(tmp_path, NAME) is None
    path = trained(tmp_path, NAME)
    assert find_model(tmp_path, NAME) == path
    assert find_model(tmp_path, NAME[::-1]) is None


def test_a_model_that_was_changed_or_cut_off_is_not_used(tmp_path: Path) -> None:
    trained(tmp_path, NAME).write_bytes(b"mod")
    assert find_model(tmp_path, NAME) is None


def test_the_two_most_recently_used_models_are_kept_and_those_still_needed(tmp_path: Path) -> None:
    for age, name in enumerate(["motcua-1", "motcua-2", "motcua-3", "motcua-4"]):
        trained(tmp_path, name, age)
    forget_old(tmp_path, {"motcua-4"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"motcua-{name}.{suffix}"
        for name in (1, 2, 4)
        for suffix in ("examples.yml", "tar.gz", "tar.seconds", "tar.sha256")
    ]


def test_a_model_without_accepted_examples_is_named_by_its_sources_alone() -> None:
    assert Wanted("0123456789abcdef", of_yml("")).name == NAME


def test_accepted_examples_and_sources_each_change_the_name() -> None:
    one, other = of_lines({("fee", "hết nhiêu")}), of_lines({("fee", "hết nhiêu vậy")})
    names = {Wanted(sources, examples).name for sources in ("0" * 16, "1" * 16) for examples in (one, other)}
    assert len(names) == 4


def test_the_corpus_holds_messages_of_every_intent() -> None:
    found = corpus()
    assert len(found) > 30 and all(messages and messages[0][0] != "-" for messages in found.values())
