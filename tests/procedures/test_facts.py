"""What a citizen has told, as values."""

import json

import pytest

from procedures.facts import NOTHING, Facts

TOLD = Facts(
    for_whom="child", age=5, groups=frozenset({"poor", "minority"}), level=2, province="nghe-an", channel="online",
    occasion="first",
)  # fmt: skip


def test_facts_come_back_from_json_as_they_went() -> None:
    assert Facts.from_json(json.loads(json.dumps(TOLD.to_json()))) == TOLD


def test_what_was_not_told_is_not_written_down() -> None:
    assert NOTHING.to_json() == {}
    assert Facts(age=0).to_json() == {"age": 0}
    assert not NOTHING
    assert Facts(age=0)


@pytest.mark.parametrize(
    "stored",
    [
        None, [], "child", {"age": -1}, {"age": 131}, {"age": "5"}, {"age": True}, {"level": 3}, {"channel": "pigeon"},
        {"for_whom": 7}, {"groups": "student"}, {"groups": ["rich"]}, {"province": ""}, {"occasion": None},
        {"unknown": 1},
    ],
)  # fmt: skip
def test_what_cannot_be_read_counts_as_not_told(stored: object) -> None:
    assert Facts.from_json(stored) == NOTHING
