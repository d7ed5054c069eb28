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
