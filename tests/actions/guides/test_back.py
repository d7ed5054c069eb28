"""«Back» amid a guide, or right after its outcome."""

from actions.back import Back
from actions.guide_outcome import GuideOutcome
from actions.office import Office
from actions.validate_guide_form import ValidateGuideForm
from tests.actions.bench import bot_said, run
from tests.actions.guides.test_state import held


async def test_amid_a_guide_its_form_asks_the_last_question_again(guided: Office) -> None:
    slots = {**held(guided, "old", "raft"), "requested_slot": "guide_answer"}
    said = await run(guided, Back, intent="back", text="quay lại", slots=slots, form="guide_form")
    assert said.payloads == []
    assert said.slots["guide"]["answers"] == {"age": "old"}
    assert [event["name"] for event in said.events] == ["guide_form"]
    read = await run(
        guided, ValidateGuideForm, intent="back", text="quay lại", slots={**slots, **said.slots}, form="guide_form"
    )
    assert read.slots["guide"]["answers"] == {"age": "old"}, "the form does not go back once more"


async def test_after_the_outcome_the_form_asks_again(guided: Office) -> None:
    slots = held(guided, "old", "raft", "online")
    ended = await run(guided, GuideOutcome, slots=slots)
    said = await run(guided, Back, intent="back", slots={**slots, **ended.slots}, events=bot_said(ended.payload))
    assert [event["name"] for event in said.events] == ["guide_form"]
    assert said.slots["guide"]["answers"] == {"age": "old", "kind": "raft"}


async def test_long_after_a_guide_back_is_the_answer_before(guided: Office) -> None:
    slots = held(guided, "old")
    said = await run(guided, Back, intent="back", slots=slots)
    assert said.payload.kind != "guide"
