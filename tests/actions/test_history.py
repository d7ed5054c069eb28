"""Which procedures were talked about."""

from typing import Any

import pytest

from actions.fee import Fee
from actions.history import KEPT, history, with_answers
from actions.office import Office
from actions.talk import read
from procedures.payload import Kind, Payload
from tests.actions.bench import Turn, run


def _payload(procedure: str | None, topic: str = "fee", kind: Kind = "answer") -> Payload:
    return Payload(kind=kind, outcome="answered", procedure=procedure, topic=topic, text="x")


def test_a_procedure_asked_about_twice_in_a_row_stands_once_with_its_last_topic() -> None:
    assert with_answers([("a", "fee")], [_payload("a", "time")]) == [("a", "time")]
    assert with_answers([("a", "fee")], [_payload("b", "time")]) == [("a", "fee"), ("b", "time")]


def test_what_is_no_answer_about_a_procedure_is_left_out() -> None:
    others = [_payload(None), _payload("a", "status"), _payload("a", kind="choices")]
    assert with_answers([], others) == []


def test_the_first_and_the_newest_are_kept() -> None:
    steps = with_answers([], [_payload(str(number)) for number in range(20)])
    assert len(steps) == KEPT
    assert (steps[0][0], steps[-1][0]) == ("0", "19")


@pytest.mark.parametrize("held", [None, "x", [["a"]], [["a", "fee"]]])
def test_an_unreadable_slot_is_no_history(office: Office, held: Any) -> None:
    steps = history(read(Turn(slots={"history": held}).tracker(), office.today()))
    assert steps == ([("a", "fee")] if held == [["a", "fee"]] else [])


async def test_an_answer_is_remembered(office: Office) -> None:
    said = await run(office, Fee, entities=[("procedure", "criminal-record-1")])
    assert said.slots["history"] == [["criminal-record-1", "fee"]]
