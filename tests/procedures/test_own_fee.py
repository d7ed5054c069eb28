"""The citizen's own fee."""

from typing import Any

from procedures.answers.own_fee import beside, own_fee
from procedures.facts import NOTHING, Facts
from procedures.record import Fee

ONLINE = Facts(channel="online")
STUDENT_ONLINE = Facts(channel="online", groups=frozenset({"student"}))


def _fee(amount: int | None, kind: str = "full", when: dict[str, Any] | None = None, **more: Any) -> Fee:
    given = {"text": {"vi": f"{amount}"}, "amount": amount, "kind": kind, "when": when, **more}
    return Fee.model_validate({**given, "condition": {"vi": "…"} if when else given.get("condition")})


FULL = _fee(200000)
REDUCED = _fee(100000, "reduced", {"groups": ["student"]})
WAIVED = _fee(0, "exempt", {"groups": ["digital_citizen"], "channel": "online"})
COPY = _fee(5000, "extra")


def test_the_smallest_that_surely_holds_is_theirs() -> None:
    assert own_fee([FULL, REDUCED, WAIVED, COPY], STUDENT_ONLINE) is REDUCED


def test_none_is_theirs_where_nothing_told_bears_on_the_fee() -> None:
    assert own_fee([FULL, REDUCED], NOTHING) is None
    assert own_fee([FULL, REDUCED], Facts(province="ha-noi")) is None


def test_an_exemption_that_is_not_told_is_not_given_and_not_hidden() -> None:
    rows = [FULL, WAIVED, COPY]
    own = own_fee(rows, ONLINE)
    assert own is FULL
    assert beside(rows, own, ONLINE) == [WAIVED, COPY]


def test_what_is_added_is_never_the_fee_itself() -> None:
    assert own_fee([COPY, REDUCED], STUDENT_ONLINE) is REDUCED


def test_what_is_not_certain_never_wins_and_leaves_the_fee_open() -> None:
    doubtful = _fee(0, "exempt", {"channel": "online"}, certain=False)
    assert own_fee([FULL, doubtful], ONLINE) is None
    assert doubtful in beside([FULL, REDUCED, doubtful], REDUCED, STUDENT_ONLINE)


def test_a_fee_that_varies_gives_way_to_one_that_fits_more_closely() -> None:
    varies = _fee(None, "varies", {"occasion": "late"})
    there = _fee(5000, "full", {"occasion": "late", "province": "ha-noi"})
    assert own_fee([varies, there], Facts(occasion="late", province="ha-noi")) is there
    assert own_fee([varies, _fee(0, "exempt")], Facts(occasion="late")) is None


def test_dearer_fees_of_other_conditions_are_left_out_but_those_in_words_alone_stay() -> None:
    dearer = _fee(170000, "full", {"level": 2})
    in_words = _fee(300000, condition={"vi": "xe máy"})
    assert beside([FULL, REDUCED, dearer, in_words], REDUCED, STUDENT_ONLINE) == [in_words]
