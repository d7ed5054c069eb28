"""What the form of the guides ends in."""

from actions.guide_outcome import GuideOutcome
from actions.office import Office
from tests.actions.bench import run
from tests.actions.guided import SLUG, publish_guide
from tests.actions.guides.test_state import held


async def test_the_outcome_names_papers_fee_place_time_and_the_next_click(guided: Office) -> None:
    said = await run(guided, GuideOutcome, slots=held(guided, "old", "raft", "counter"))
    payload = said.payload
    assert (payload.kind, payload.procedure) == ("guide", SLUG)
    assert {"guide_outcome", "documents", "fees", "places", "times"} <= {block.type for block in payload.blocks}
    row = payload.blocks[0].rows[0]
    assert row["link"] == f"/thu-tuc/{SLUG}/huong-dan?a=age:old&a=kind:raft&a=way:counter"
    assert [answer["answer"] for answer in row["answers"]] == ["Chọn old", "Chọn raft", "Chọn counter"]
    assert said.slots["procedure"] == SLUG
    assert said.slots["facts"] == {"channel": "counter", "groups": ["poor"]}


async def test_the_next_click_is_the_first_step_of_the_way_chosen(guided: Office) -> None:
    said = await run(guided, GuideOutcome, slots=held(guided, "old", "raft", "online"))
    assert said.payload.blocks[0].rows[0]["next_step"] == "Đăng nhập Cổng"


async def test_an_age_of_a_guide_is_a_band_and_is_not_remembered(guided: Office) -> None:
    said = await run(guided, GuideOutcome, slots=held(guided, "young", "raft", "counter"))
    assert "age" not in said.slots["facts"]


async def test_a_pause_is_said_with_the_way_back(guided: Office) -> None:
    slots = held(guided, "old")
    slots["guide"]["paused"] = True
    said = await run(guided, GuideOutcome, slots=slots)
    assert [(button.procedure, button.topic) for button in said.payload.buttons] == [(SLUG, "guide")]
    assert "guide" not in said.slots, "the answers stay"


async def test_a_stop_is_said(guided: Office) -> None:
    said = await run(guided, GuideOutcome, slots={"guide": None})
    assert said.payload.text
    assert said.slots["guide"] is None


async def test_a_guide_gone_meanwhile_is_said_to_be(guided: Office) -> None:
    slots = held(guided, "old", "raft", "online")
    publish_guide(guided, None)
    assert "không còn nữa" in (await run(guided, GuideOutcome, slots=slots)).payload.text
