"""What somebody writes while a guide asks."""

from typing import Any

import pytest

from actions.office import Office
from actions.validate_guide_form import ValidateGuideForm
from tests.actions.bench import Said, run
from tests.actions.guided import publish_guide
from tests.actions.guides.test_state import held


async def _said(office: Office, text: str, *options: str, **fields: Any) -> Said:
    slots = {**held(office, *options), "requested_slot": "guide_answer"}
    return await run(office, ValidateGuideForm, text=text, slots=slots, form="guide_form", **fields)


@pytest.mark.parametrize("text", ["Chọn old", "chon old", "2", "35 tuổi", "choose old"])
async def test_an_answer_goes_on(guided: Office, text: str) -> None:
    said = await _said(guided, text)
    assert said.slots["guide"]["answers"] == {"age": "old" if text != "2" else "young"}
    assert said.slots["guide_answer"] is None


async def test_the_last_answer_ends_the_form(guided: Office) -> None:
    said = await _said(guided, "Chọn online", "old", "raft")
    assert said.slots["guide_answer"] == "end"


@pytest.mark.parametrize(
    ("text", "intent"),
    [("lệ phí bao nhiêu", "fee"), ("/fee", "fee"), ("dừng bot", "deny"), ("có mất tiền không?", "inform")],
)
async def test_another_question_is_left_to_others(guided: Office, text: str, intent: str) -> None:
    said = await _said(guided, text, "old", intent=intent)
    assert said.slots == {}, "any slot would make it an answer"


@pytest.mark.parametrize("entity", ["procedure", "guide", "procedure_code", "application_code", "id_card"])
async def test_what_names_something_else_is_left_to_others(guided: Office, entity: str) -> None:
    assert (await _said(guided, "abc", "old", entities=[(entity, "x")])).slots == {}


async def test_what_fits_no_answer_is_asked_again(guided: Office) -> None:
    said = await _said(guided, "dạ em ở quê", "old")
    assert said.slots["guide"]["missed"] == 1
    assert said.slots["guide"]["note"] == "guides.missed"
    assert said.slots["guide"]["answers"] == {"age": "old"}


async def test_back_change_and_start_over_are_said_to_the_guide(guided: Office) -> None:
    assert (await _said(guided, "câu trước", "old", "raft")).slots["guide"]["answers"] == {"age": "old"}
    assert (await _said(guided, "làm lại từ đầu", "old", "raft")).slots["guide"]["answers"] == {}
    said = await _said(guided, "đổi câu trả lời về age", "old", "raft")
    assert said.slots["guide"]["answers"] == {"kind": "raft"}, "the later answer is kept"
    assert (await _said(guided, "đổi câu trả lời", "old")).slots["guide"]["note"] == "guides.which_change"


async def test_a_pause_ends_the_form_and_keeps_the_answers(guided: Office) -> None:
    said = await _said(guided, "tạm dừng", "old", "raft")
    assert said.slots["requested_slot"] is None
    assert said.slots["guide"]["paused"] and said.slots["guide"]["answers"] == {"age": "old", "kind": "raft"}


@pytest.mark.parametrize("text", ["dừng", "thôi", "stop"])
async def test_a_stop_ends_the_form_and_forgets_the_guide(guided: Office, text: str) -> None:
    said = await _said(guided, text, "old")
    assert said.slots["requested_slot"] is None
    assert said.slots["guide"] is None


async def test_the_message_that_began_the_guide_answers_nothing(guided: Office) -> None:
    slots = {**held(guided), "requested_slot": None}
    said = await run(guided, ValidateGuideForm, text="2", slots=slots)
    assert said.slots["guide"]["answers"] == {}


async def test_a_guide_that_is_gone_ends(guided: Office) -> None:
    slots = {**held(guided, "old"), "requested_slot": "guide_answer"}
    publish_guide(guided, None)
    said = await run(guided, ValidateGuideForm, text="1", slots=slots, form="guide_form")
    assert said.slots["requested_slot"] is None
