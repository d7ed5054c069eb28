"""The judging of unseen conversations, and that their files say what can be judged."""

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from procedures.payload import OUTCOMES, TALK, TOPICS, Kind
from tests.bench.talk import UNSEEN, Talk, Turn, interval, judge, printed, read, repairs
from tests.stack import ROOT

TURN_FIELDS = {"say", "press", "procedure", "topic", "outcome", "kind", "has", "lacks", "guide_ends"}
CATALOG = {path.stem for path in (ROOT / "procedures/catalog").glob("[a-z]*.yml")}
KNOWN = {"procedure": CATALOG, "topic": {*TOPICS, *TALK}, "outcome": set(OUTCOMES), "kind": set(get_args(Kind))}
FEE = {
    "procedure": "passport",
    "topic": "fee",
    "outcome": "answered",
    "kind": "answer",
    "text": "200.000 đồng",
    "blocks": [],
}
ASKED_AGAIN = {
    **FEE,
    "procedure": None,
    "topic": "status",
    "outcome": "asked_back",
    "kind": "notice",
    "text": "Mã nào ạ?",
}


def talk(*right: bool) -> Talk:
    return Talk("any", tuple(Turn(each) for each in right))


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_an_answer_counts_although_the_bot_repeats_its_open_question() -> None:
    assert judge({"procedure": "passport", "topic": "fee", "outcome": "answered"}, [FEE, ASKED_AGAIN]).right


def test_no_reply_may_lend_its_outcome_to_the_procedure_of_another() -> None:
    assert not judge({"procedure": "passport", "outcome": "asked_back"}, [FEE, ASKED_AGAIN]).right


def test_each_of_several_values_is_right_and_null_is_none() -> None:
    assert judge({"procedure": ["passport-lost", "passport"]}, [FEE]).right
    assert judge({"procedure": ["passport", None]}, [ASKED_AGAIN]).right
    assert not judge({"procedure": ["passport-lost", None]}, [FEE]).right


def test_a_turn_without_a_reply_is_wrong_in_everything_expected() -> None:
    assert judge({"outcome": "guided", "lacks": ["x"], "kind": "guide", "guide_ends": True}, []) == Turn(
        right=False, words=False, kind=False, guide_ended=False
    )


def test_words_are_looked_for_in_all_replies_and_do_not_count_where_none_are_named() -> None:
    assert judge({"has": ["mã NÀO", "200.000"], "lacks": ["400.000"]}, [FEE, ASKED_AGAIN]).words is True
    assert judge({"lacks": ["200.000"]}, [FEE]).words is False
    assert judge({"outcome": "answered"}, [FEE]).words is None


def test_a_repair_is_a_right_turn_directly_after_a_wrong_one() -> None:
    assert repairs([talk(True, False, True, False, False), talk(False), talk(True)]) == [True, False]


def test_the_interval_is_wider_where_the_wrong_turns_stand_together() -> None:
    spread = interval([talk(*[True] * 9, False)] * 10)
    together = interval([talk(*[True] * 10)] * 9 + [talk(*[False] * 10)])
    assert spread == pytest.approx((90, 90))
    assert together[0] < 90 < together[1]


def test_what_is_printed_tells_shares_and_no_turn() -> None:
    shown = printed([talk(True, False, True, True)])
    assert "75.0 %" in shown and "100.0 %" in shown
    assert printed([talk(True)], hazards_only=True).startswith("any")


@pytest.mark.parametrize("path", sorted(UNSEEN.glob("*.yml")), ids=lambda path: path.stem)
def test_every_unseen_conversation_can_be_judged(path: Path) -> None:
    # Not one assert a turn: pytest would print the turn, which nobody who works on the bot may see.
    wrong = sum(
        len({"say", "press"} & set(turn)) != 1
        or not set(turn) <= TURN_FIELDS
        or "outcome" not in turn
        or any(set(listed(turn[name])) - values - {None} for name, values in KNOWN.items() if name in turn)
        for conversation in yaml.safe_load(path.read_text("utf-8"))
        for turn in conversation["turns"]
    )
    assert not wrong


def test_there_are_sixty_conversations_of_four_to_twelve_turns() -> None:
    lengths = [len(conversation["turns"]) for conversation in read(UNSEEN)]
    assert len(lengths) == 60
    assert sum(lengths) >= 400
    assert all(4 <= length <= 12 for length in lengths)
