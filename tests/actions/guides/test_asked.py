"""The question as it is asked now."""

from actions.ask_guide_answer import AskGuideAnswer
from actions.office import Office
from tests.actions.bench import run
from tests.actions.guides.test_state import held


async def test_which_answer_to_change_is_asked_with_a_button_for_each(guided: Office) -> None:
    slots = held(guided, "old", "raft")
    slots["guide"]["note"] = "guides.which_change"
    said = await run(guided, AskGuideAnswer, slots=slots)
    titles = [button.title for button in said.payload.buttons]
    assert titles == ["Đổi câu trả lời về về age", "Đổi câu trả lời về về kind", "Tiếp tục"]
    assert all(button.topic is None and button.procedure is None for button in said.payload.buttons)


async def test_what_there_is_to_say_is_said_once(guided: Office) -> None:
    slots = held(guided, "old")
    slots["guide"]["note"] = "guides.missed"
    said = await run(guided, AskGuideAnswer, slots=slots)
    assert said.payload.text.startswith("Tôi chưa khớp được")
    again = await run(guided, AskGuideAnswer, slots={**slots, **said.slots})
    assert again.payload.text.startswith("Câu 2/4")
