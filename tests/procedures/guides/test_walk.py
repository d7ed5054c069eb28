"""The way through a guide, with plain values."""

import pytest

from procedures.facts import Facts
from procedures.guides.walk import NoSuchAnswer, Walk, answer, back, change, start, unanswered
from tests.procedures.guides.sample import sample


def _walk(*options: str) -> Walk:
    walk = start(sample())
    for option in options:
        walk = answer(walk, option)
    return walk


def test_it_begins_at_the_first_question() -> None:
    walk = start(sample())
    assert walk.question and walk.question.id == "age"
    assert (walk.number, walk.of) == (1, 4)


def test_answers_lead_to_an_outcome() -> None:
    walk = _walk("old", "raft", "online")
    assert walk.question is None
    assert walk.outcome and walk.outcome.id == "end"
    assert [(step.question.id, step.option.id) for step in walk.path] == [
        ("age", "old"), ("kind", "raft"), ("way", "online")
    ]  # fmt: skip


def test_a_shorter_way_makes_fewer_questions() -> None:
    assert (_walk("old", "boat").number, _walk("old", "boat").of) == (3, 4)
    assert (_walk("old", "raft").number, _walk("old", "raft").of) == (3, 3)


def test_back_takes_the_last_answer_away() -> None:
    walk = back(_walk("old", "raft"))
    assert walk.question and walk.question.id == "kind"
    assert back(start(sample())).number == 1


def test_back_at_the_outcome_asks_the_last_question_again() -> None:
    walk = back(_walk("old", "raft", "online"))
    assert walk.question and walk.question.id == "way"


def test_changing_an_early_answer_keeps_the_later_ones_that_still_apply() -> None:
    walk = change(_walk("old", "raft", "online"), "age", "young")
    assert walk.outcome and walk.facts.age == 17
    walk = change(_walk("old", "raft", "online"), "kind", "boat")
    assert walk.question and walk.question.id == "length"
    walk = answer(walk, "short")
    assert walk.outcome and walk.facts.channel == "online", "the way was answered before, and is not asked again"


def test_a_question_asked_again_is_followed_by_the_answers_after_it() -> None:
    walk = unanswered(_walk("old", "raft", "online"), "age")
    assert walk.question and walk.question.id == "age"
    assert answer(walk, "young").outcome


def test_only_answers_on_the_path_are_facts() -> None:
    walk = change(_walk("young", "boat", "short", "counter"), "kind", "raft")
    assert walk.facts == Facts(age=17, groups=frozenset({"poor"}), channel="counter")


@pytest.mark.parametrize("option", ["", "boat", "no such"])
def test_an_option_of_another_question_is_no_answer(option: str) -> None:
    with pytest.raises(NoSuchAnswer):
        answer(start(sample()), option)
    with pytest.raises(NoSuchAnswer):
        change(start(sample()), "age", option)
    with pytest.raises(NoSuchAnswer):
        change(start(sample()), "nothing", "old")
    with pytest.raises(NoSuchAnswer):
        answer(_walk("old", "raft", "online"), "online")
