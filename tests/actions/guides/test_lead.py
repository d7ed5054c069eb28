"""Sets the talk on a guide, or asks which."""

from actions.guide import Guide
from actions.office import Office
from tests.actions.bench import run
from tests.actions.guided import SLUG


async def test_a_guide_begins_with_its_form_and_drops_a_look_up(guided: Office) -> None:
    slots = {"procedure": SLUG, "application_code": "H29.15-240702-0012"}
    said = await run(guided, Guide, slots=slots)
    assert said.payloads == []
    assert [(event["event"], event["name"]) for event in said.events] == [("followup", "guide_form")]
    assert said.slots["application_code"] is None
    assert said.slots["guide"]["slug"] == SLUG


async def test_where_no_guide_is_meant_all_are_offered(guided: Office) -> None:
    said = await run(guided, Guide, slots={"procedure": "temporary-residence"})
    assert said.payload.kind == "choices"
    assert [(button.procedure, button.topic) for button in said.payload.buttons] == [(SLUG, "guide")]
    assert "Đăng ký tạm trú" in said.payload.text
