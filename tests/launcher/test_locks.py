"""The locks: hashes for everything, no place to download from, and the same versions with and without test tools."""

import re
from pathlib import Path

import pytest

from bot.launcher.bootstrap.tools import PINNED
from bot.launcher.settings import ROOT

LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt", ROOT / "bot/nlu/requirements.txt", PINNED]


def pins(lock: Path) -> set[str]:
    return set(re.findall(r"^[a-z0-9][\w.\-\[\]]*==\S+", lock.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_by_hash_and_names_no_host_and_no_folder(lock: Path) -> None:
    text = lock.read_text("utf-8")
    blocks = re.split(r"^(?=[a-z0-9])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)
    assert [block for block in blocks if block.strip() and "--hash=sha256:" not in block] == []
    assert re.findall(r"https?://\S+|--index\S*|--find-links|(?<![\w.-])/\w+/\S+", text) == []


def test_tests_run_on_the_versions_that_are_served() -> None:
    assert pins(LOCKS[0]) - pins(LOCKS[1]) == set()


@pytest.mark.parametrize("side", ["", "bot/nlu/"])
def test_everything_asked_for_is_locked(side: str) -> None:
    for name in ("requirements", "requirements-dev"):
        source = ROOT / f"{side}{name}.in"
        if source.exists():
            asked = re.findall(r"^[a-zA-Z][\w.-]*", source.read_text("utf-8"), re.MULTILINE)
            locked = {pin.split("==")[0].split("[")[0] for pin in pins(source.with_suffix(".txt"))}
            assert [each for each in asked if each.lower().replace("_", "-") not in locked] == []
