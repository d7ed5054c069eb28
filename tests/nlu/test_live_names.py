"""Names that change while Rasa runs."""

import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.nlu.live_names import LiveNames
from bot.nlu.names_source import FileSource
from tests.nlu.conftest import NAMES, names

SOON = 10.0


@pytest.fixture
def live(names_file: Path) -> Iterator[LiveNames]:
    made = LiveNames(FileSource(names_file), names(), every=0.01)
    made.start()
    yield made
    made.close()


def publish(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(text, "utf-8")
    os.replace(fresh, path)


def test_a_name_published_now_is_known_without_a_restart(live: LiveNames, names_file: Path) -> None:
    assert live.current.find(["ho", "chieu"]) == []
    publish(names_file, json.dumps(names(("ho chieu", ["passport"], False), version="two")))
    with live.looked:
        assert live.looked.wait_for(lambda: live.current.version == "two", SOON)
    assert [found.slugs for found in live.current.find(["ho", "chieu"])] == [("passport",)]


@pytest.mark.parametrize("broken", ["", "{", '{"version": "two"}'])
def test_a_broken_file_leaves_the_last_good_names_in_use(
    live: LiveNames, names_file: Path, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), live.looked:
        publish(names_file, broken)
        assert live.looked.wait_for(lambda: "stay in use" in caplog.text, SOON)
        live.looked.wait(SOON)  # once more: what was told is not told again
    assert live.current.version == NAMES["version"]
    assert caplog.text.count("stay in use") == 1


def test_a_file_that_vanishes_and_comes_back_is_read_again(
    live: LiveNames, names_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), live.looked:
        names_file.unlink()
        assert live.looked.wait_for(lambda: "is gone" in caplog.text, SOON)
        assert live.current.version == NAMES["version"]
        publish(names_file, json.dumps(names(version="three")))
        assert live.looked.wait_for(lambda: live.current.version == "three", SOON)


def test_the_same_version_is_not_built_again(live: LiveNames, names_file: Path) -> None:
    before = live.current
    with live.looked:
        publish(names_file, json.dumps({**NAMES, "note": "the same"}))
        live.looked.wait(SOON)
        live.looked.wait(SOON)
    assert live.current is before
