"""Asks the question of the guide in hand."""

from actions.ask_guide_answer import AskGuideAnswer
from actions.office import Office
from tests.actions.bench import run
from tests.actions.guided import publish_guide
from tests.actions.guides.test_state import held


async def test_the_question_says_where_it_stands_and_offers_each_answer(guided: Office) -> None:
    said = await run(guided, AskGuideAnswer, slots=held(guided, "old"))
    payload = said.payload
    assert (payload.kind, payload.outcome, payload.topic) == ("guide", "guided", "guide")
    row = payload.blocks[0].rows[0]
    assert (row["question"], row["number"], row["of"]) == ("kind", 2, 4)
    assert [(button.title, button.topic) for button in payload.buttons] == [
        ("Chọn boat", None), ("Chọn raft", None), ("Quay lại", "back"), ("Dừng", "deny")
    ]  # fmt: skip
    assert "1. Chọn boat" in payload.text


async def test_in_english_it_is_english(guided: Office) -> None:
    said = await run(guided, AskGuideAnswer, slots=held(guided), lang="en")
    assert said.payload.lang == "en"
    assert "Ask age?" in said.payload.text
    assert [button.title for button in said.payload.buttons] == ["Choose young", "Choose old", "Stop"]


async def test_a_guide_that_is_gone_is_said_to_be(guided: Office) -> None:
    slots = held(guided)
    publish_guide(guided, None)
    said = await run(guided, AskGuideAnswer, slots=slots)
    assert "không còn nữa" in said.payload.text
    assert said.slots["guide"] is None
