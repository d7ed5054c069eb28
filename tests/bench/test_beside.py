"""Counting two models on the same messages: by topic and way, and nothing that tells a message."""

from pathlib import Path

import pytest

from tests.bench.beside import counted, digest

ROWS = [
    {"text": "hết nhiêu", "asks": [["fee", None]]},
    {"text": "hết nhiêu và mấy ngày", "asks": [["fee", None], ["time", None]]},
    {"text": "mấy ngày", "asks": [["time", None]]},
]


def test_a_message_counts_for_each_topic_that_it_asks_and_once_for_all() -> None:
    live = [(True, True), (True, False), (False, False)]
    candidate = [(True, False), (False, True), (True, False)]
    groups = counted(ROWS, live, candidate)
    assert groups["fee"]["written"] == {"n": 2, "live": 2, "lost": 1, "won": 0}
    assert groups["fee"]["stripped"] == {"n": 2, "live": 1, "lost": 1, "won": 1}
    assert groups["time"]["written"] == {"n": 2, "live": 1, "lost": 1, "won": 1}
    assert groups["*"]["written"] == {"n": 3, "live": 2, "lost": 1, "won": 1}


def test_nothing_of_a_message_is_told() -> None:
    told = [(True, True)] * 3
    assert "nhiêu" not in str(counted(ROWS, told, told))


@pytest.mark.parametrize("change", ["text", "name"])
def test_other_messages_are_another_digest(tmp_path: Path, change: str) -> None:
    path = tmp_path / "topics.yml"
    path.write_text("- one")
    before = digest(tmp_path)
    path.write_text("- two") if change == "text" else path.rename(tmp_path / "others.yml")
    assert digest(tmp_path) != before
