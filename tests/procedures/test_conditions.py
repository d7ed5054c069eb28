"""Does a row hold for what was told?"""

from typing import Any

import pytest

from procedures.conditions import channel_fits, fits, holds, mattered
from procedures.facts import NOTHING, Facts
from procedures.record import Row, When

STUDENT = Facts(groups=frozenset({"student"}))


@pytest.mark.parametrize(
    ("when", "facts", "met"),
    [
        ({}, NOTHING, True),
        ({"age_under": 6}, Facts(age=5), True),
        ({"age_under": 6}, Facts(age=6), False),
        ({"age_from": 14}, Facts(age=14), True),
        ({"age_from": 14}, Facts(age=13), False),
        ({"age_from": 6, "age_under": 14}, Facts(age=0), False),
        ({"age_from": 6, "age_under": 14}, NOTHING, None),
        ({"groups": ("student", "merit")}, STUDENT, True),
        ({"groups": ("poor",)}, STUDENT, None),
        ({"groups": ("child",)}, Facts(age=5), None),
        ({"channel": "online"}, Facts(channel="vneid"), True),
        ({"channel": "online"}, Facts(channel="portal"), True),
        ({"channel": "online"}, Facts(channel="counter"), False),
        ({"channel": "vneid"}, Facts(channel="online"), None),
        ({"channel": "vneid"}, Facts(channel="portal"), False),
        ({"channel": "post"}, NOTHING, None),
        ({"province": "nghe-an"}, Facts(province="nghe-an"), True),
        ({"province": "nghe-an"}, Facts(province="ha-noi"), False),
        ({"level": 2}, Facts(level=1), False),
        ({"for_whom": "child"}, Facts(for_whom="self"), False),
        ({"for_whom": "family"}, Facts(for_whom="child"), None),
        ({"for_whom": "parent"}, Facts(for_whom="family"), None),
        ({"for_whom": "other"}, Facts(for_whom="family"), False),
        ({"occasion": "late"}, Facts(occasion="on_time"), False),
        ({"channel": "online", "groups": ("student",)}, STUDENT, None),
        ({"channel": "online", "groups": ("student",)}, Facts(channel="counter"), False),
        ({"channel": "online", "more": True}, Facts(channel="online"), None),
        ({"channel": "online", "more": True}, Facts(channel="post"), False),
    ],
)
def test_a_condition_is_met_or_not_or_open(when: dict[str, Any], facts: Facts, met: bool | None) -> None:
    assert fits(When(**when), facts) is met


def _row(**given: Any) -> Row:
    return Row.model_validate({"text": {"vi": "…"}, **given})


def test_a_row_without_any_condition_holds_for_everyone() -> None:
    assert holds(_row(), NOTHING) is True


def test_a_condition_in_words_alone_is_never_known_to_be_met() -> None:
    assert holds(_row(condition={"vi": "xe máy"}), STUDENT) is None


@pytest.mark.parametrize("told", ["vneid", "portal", "online", "counter", "post", "phone", None])
def test_a_row_of_no_channel_is_one_of_every_channel(told: str | None) -> None:
    assert channel_fits(None, told) is True


def test_the_reasons_are_the_facts_that_a_condition_asks_about() -> None:
    rows = [_row(when={"groups": ["student"], "channel": "online"}, condition={"vi": "…"}), _row()]
    told = Facts(age=20, groups=frozenset({"student", "poor"}), channel="counter", province="ha-noi")
    assert mattered(rows, told) == [("group", "student"), ("channel", "counter")]
    assert mattered([_row()], told) == []
