"""What was not understood."""

from actions.fallback import Fallback
from actions.office import Office
from tests.actions.bench import run


async def test_the_first_time_near_procedures_are_offered(office: Office) -> None:
    said = await run(office, Fallback, text="tam tru cai gi do", intent="nlu_fallback")
    assert said.payload.outcome == "unanswerable_no_match"
    assert said.payload.buttons[0].procedure == "temporary-residence"
    assert said.payload.buttons[-1].topic == "human"
    assert said.slots["failures"] == 1


async def test_the_first_time_without_anything_near_the_commonest_are_offered(office: Office) -> None:
    said = await run(office, Fallback, text="asdf", intent="nlu_fallback")
    assert {button.procedure for button in said.payload.buttons} >= {"criminal-record", "temporary-residence"}


async def test_the_second_time_in_a_row_the_hotline_is_named(office: Office) -> None:
    said = await run(office, Fallback, text="asdf", intent="nlu_fallback", slots={"failures": 1})
    assert said.payload.outcome == "unanswerable_no_match"
    assert office.settings.hotline_number in said.payload.text
    assert said.payload.blocks[0].rows[0]["phone"] == office.settings.hotline_number
    assert said.slots["failures"] == 2


async def test_a_personal_number_alone_is_refused(office: Office) -> None:
    said = await run(office, Fallback, text="[phone:0123456789]", entities=[("phone", "0123456789")])
    assert said.payload.outcome == "refused_personal_data"


async def test_a_procedure_named_without_a_question_is_asked_what_about(office: Office) -> None:
    entities = [("procedure", "temporary-residence")]
    said = await run(
        office, Fallback, text="tạm trú lằng nhằng", entities=entities, guesses=["nlu_fallback", "time", "greet"]
    )
    assert (said.payload.outcome, said.slots["procedure"]) == ("asked_back", "temporary-residence")
    assert [b.topic for b in said.payload.buttons] == ["time", "overview", "documents", "fee", "human"]


async def test_likely_topics_of_what_is_talked_about_are_offered(office: Office) -> None:
    slots = {"procedure": "temporary-residence"}
    said = await run(office, Fallback, text="asdf", slots=slots, guesses=["where", "time"])
    assert [(b.procedure, b.topic) for b in said.payload.buttons] == [
        ("temporary-residence", "where"), ("temporary-residence", "time"), (None, "human"),
    ]  # fmt: skip


async def test_at_most_three_procedures_are_offered(office: Office) -> None:
    said = await run(office, Fallback, text="phiếu lý lịch tư pháp đăng ký tạm trú vneid", intent="nlu_fallback")
    assert 0 < sum(button.procedure is not None for button in said.payload.buttons) <= 3


async def test_words_that_choose_among_those_offered_are_no_failure(office: Office) -> None:
    slots = {"candidates": ["criminal-record-1", "temporary-residence"], "topic": "fee"}
    said = await run(office, Fallback, text="tạm trú", slots=slots)
    assert (said.payload.procedure, said.payload.topic) == ("temporary-residence", "fee")
