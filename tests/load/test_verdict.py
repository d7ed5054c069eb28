"""What counts as answered, lost and doubled."""

from typing import Any

from tests.load.citizen import Sent
from tests.load.verdict import judge

Item = dict[str, Any]


def said(seq: int, text: str) -> Item:
    return {"seq": seq, "from": "citizen", "at": "", "payload": {"text": text, "button": None}}


def reply(seq: int, outcome: str = "answered", text: str = "đáp", kinds: tuple[str, ...] = ()) -> Item:
    blocks = [{"type": kind} for kind in kinds]
    return {"seq": seq, "from": "bot", "at": "", "payload": {"outcome": outcome, "text": text, "blocks": blocks,
            "buttons": []}}  # fmt: skip


def sent(text: str, items: list[Item] | None = None, state: str = "answered") -> Sent:
    return Sent(text, 0.0, state=state, items=items or [])


FIRST = [reply(1), said(2, "phí"), reply(3)]


def test_a_message_that_stands_there_once_with_its_answer_is_answered() -> None:
    verdict = judge([sent("phí", FIRST[1:])], FIRST)
    assert (verdict.taken, verdict.answered, verdict.lost, verdict.doubled) == (1, 1, 0, 0)


def test_a_message_that_is_gone_is_lost() -> None:
    verdict = judge([sent("phí", FIRST[1:]), sent("nơi", [said(4, "nơi"), reply(5)])], FIRST)
    assert (verdict.taken, verdict.answered, verdict.lost) == (2, 1, 1)


def test_a_transcript_that_cannot_be_read_is_lost() -> None:
    assert judge([sent("phí", FIRST[1:])], []).lost == 1


def test_a_message_without_an_answer_is_lost_however_it_was_taken() -> None:
    unanswered = FIRST[:2]
    assert judge([sent("phí", unanswered[1:])], unanswered).lost == 1
    assert judge([sent("phí", state="failed")], unanswered).lost == 1


def test_an_answer_that_nobody_waited_for_is_an_answer() -> None:
    verdict = judge([sent("phí", state="failed")], FIRST)
    assert (verdict.taken, verdict.answered, verdict.failed, verdict.lost) == (1, 1, 0, 0)


def test_a_message_that_stands_there_twice_is_doubled() -> None:
    twice = [*FIRST, said(4, "phí"), reply(5)]
    assert judge([sent("phí", FIRST[1:])], twice).doubled == 1


def test_an_answer_that_stands_there_twice_is_doubled() -> None:
    assert judge([sent("phí", FIRST[1:])], [*FIRST, reply(4)]).doubled == 1


def test_another_persons_message_in_its_place_is_lost_and_doubled() -> None:
    verdict = judge([sent("phí", FIRST[1:])], [reply(1), said(2, "nơi"), reply(3)])
    assert verdict.lost == 1


def test_a_failure_counts_as_shown_only_with_a_way_on() -> None:
    for kinds, shown, lost in ((("contacts",), 1, 0), ((), 0, 1)):
        items = [reply(1), said(2, "phí"), reply(3, "error_internal", kinds=kinds)]
        verdict = judge([sent("phí", items[1:])], items)
        assert (verdict.shown_as_failed, verdict.lost) == (shown, lost)


def test_what_was_refused_and_is_not_there_is_refused() -> None:
    verdict = judge([sent("phí", FIRST[1:]), sent("nơi", state="refused")], FIRST)
    assert (verdict.taken, verdict.refused, verdict.lost) == (1, 1, 0)


def test_numbers_that_were_hidden_are_the_same_message() -> None:
    items = [reply(1), said(2, "[mã hồ sơ]"), reply(3)]
    assert judge([sent("H29.15-240702-0012", items[1:])], items).answered == 1
