"""Several questions in one message."""

from actions.affirm import Affirm
from actions.documents import Documents
from actions.fee import Fee
from actions.inform import Inform
from actions.office import Office
from actions.several import MOST
from tests.actions.bench import run

TALKING = {"procedure": "criminal-record-1", "topic": "fee"}


async def test_both_are_answered_in_order_with_what_to_ask_next_under_the_last(office: Office) -> None:
    said = await run(office, Fee, slots=TALKING, asks=[("fee", None), ("time", None)])
    assert [(each.procedure, each.topic) for each in said.payloads] == [
        ("criminal-record-1", "fee"), ("criminal-record-1", "time"),
    ]  # fmt: skip
    assert [bool(each.buttons) for each in said.payloads] == [False, True]
    assert said.slots["topic"] == "time"


async def test_each_is_answered_for_its_own_procedure(office: Office) -> None:
    entities = [("procedure", "criminal-record-1"), ("procedure", "temporary-residence")]
    asks = [("fee", "criminal-record-1"), ("documents", "temporary-residence")]
    said = await run(office, Fee, entities=entities, asks=asks)
    assert [(each.procedure, each.topic) for each in said.payloads] == [
        ("criminal-record-1", "fee"), ("temporary-residence", "documents"),
    ]  # fmt: skip
    assert said.slots["history"] == [["criminal-record-1", "fee"], ["temporary-residence", "documents"]]


async def test_of_more_than_three_the_first_three_are_answered_and_it_is_said(office: Office) -> None:
    asks = [(topic, None) for topic in ("fee", "time", "where", "documents")]
    said = await run(office, Fee, slots=TALKING, asks=asks)
    assert [each.topic for each in said.payloads] == ["fee", "time", "where"]
    assert len(said.payloads) == MOST
    assert "ba câu đầu" in said.payloads[-1].text


async def test_without_a_procedure_it_is_asked_once_and_all_is_answered_then(office: Office) -> None:
    asked = await run(office, Documents, asks=[("documents", None), ("fee", None)])
    assert asked.payload.outcome == "asked_back"
    assert asked.slots["open_topics"] == ["fee"]
    slots = {"topic": "documents", "candidates": asked.slots["candidates"], "open_topics": ["fee"]}
    said = await run(office, Inform, entities=[("procedure", "temporary-residence")], slots=slots)
    assert [each.topic for each in said.payloads] == ["documents", "fee"]
    assert said.slots["open_topics"] is None


async def test_another_question_forgets_what_was_open(office: Office) -> None:
    slots = {**TALKING, "topic": "documents", "open_topics": ["fee"]}
    said = await run(office, Fee, slots=slots)
    assert [each.topic for each in said.payloads] == ["fee"]
    assert said.slots["open_topics"] is None


async def test_yes_answers_what_was_open_too(office: Office) -> None:
    slots = {"topic": "documents", "candidates": ["temporary-residence"], "open_topics": ["fee"]}
    said = await run(office, Affirm, text="đúng rồi", slots=slots)
    assert [each.topic for each in said.payloads] == ["documents", "fee"]


async def test_one_question_has_one_answer(office: Office) -> None:
    said = await run(office, Fee, slots=TALKING, asks=[("fee", None)])
    assert said.payload.topic == "fee"
