"""Messages that start a guide, or go on with one, whatever their topic."""

import pytest

from actions.back import Back
from actions.compare import Compare
from actions.fee import Fee
from actions.inform import Inform
from actions.need import Need
from actions.office import Office
from actions.restart import Restart
from actions.thanks import Thanks
from tests.actions.bench import run
from tests.actions.guided import SLUG
from tests.actions.guides.test_state import held


@pytest.mark.parametrize("need", [Fee, Inform])
async def test_a_phrase_that_starts_a_guide_starts_it(guided: Office, need: type[Need]) -> None:
    said = await run(guided, need, text="thuyền của tôi loại nào", entities=[("guide", SLUG)])
    assert said.payloads == []
    assert [event["name"] for event in said.events] == ["guide_form"]


async def test_it_starts_none_amid_a_form_nor_where_it_was_only_thanked(guided: Office) -> None:
    assert not (await run(guided, Thanks, entities=[("guide", SLUG)])).events
    assert not (await run(guided, Fee, entities=[("guide", SLUG)], form="guide_form", slots=held(guided))).events


@pytest.mark.parametrize(
    ("text", "question"),
    [("tiếp tục", "way"), ("đổi câu trả lời về age", "age"), ("làm lại từ đầu", "age")],
)
async def test_a_paused_guide_is_gone_on_with(guided: Office, text: str, question: str) -> None:
    slots = held(guided, "old", "raft")
    slots["guide"]["paused"] = True
    said = await run(guided, Inform, text=text, slots=slots)
    assert [event["name"] for event in said.events] == ["guide_form"]
    state = said.slots["guide"]
    assert not state["paused"]
    assert (question == "way") == ("age" in state["answers"])


async def test_other_words_do_not_go_on_with_it(guided: Office) -> None:
    slots = held(guided, "old", "raft")
    said = await run(guided, Fee, text="lệ phí bao nhiêu", slots={**slots, "procedure": SLUG})
    assert said.payload.topic == "fee"


@pytest.mark.parametrize("need", [Back, Restart])
async def test_an_answer_taken_for_back_or_restart_is_still_an_answer(guided: Office, need: type[Need]) -> None:
    said = await run(guided, need, text="Chọn raft", slots=held(guided, "old"), form="guide_form")
    assert said.slots["guide"]["answers"] == {"age": "old", "kind": "raft"}
    assert [event["name"] for event in said.events] == ["guide_form"]
    ended = await run(guided, need, text="Chọn online", slots=held(guided, "old", "raft"), form="guide_form")
    assert ended.slots["guide_answer"] == "end"


async def test_changing_an_answer_taken_for_back_is_a_change(guided: Office) -> None:
    said = await run(guided, Back, text="đổi câu trả lời về age", slots=held(guided, "old", "raft"), form="guide_form")
    assert said.slots["guide"]["answers"] == {"kind": "raft"}


async def test_another_guide_named_amid_one_is_begun(guided: Office) -> None:
    slots = held(guided, "old")
    slots["guide"]["slug"] = "no-longer-there"
    said = await run(guided, Inform, entities=[("guide", SLUG)], slots=slots, form="guide_form")
    assert said.slots["guide"]["slug"] == SLUG


async def test_starting_over_amid_a_guide_means_the_guide(guided: Office) -> None:
    said = await run(guided, Restart, text="làm lại từ đầu", slots=held(guided, "old", "raft"), form="guide_form")
    assert said.slots["guide"]["answers"] == {}


@pytest.mark.parametrize("text", ["/restart", "xóa hết đi"])
async def test_everything_can_be_begun_anew_amid_a_guide(guided: Office, text: str) -> None:
    said = await run(guided, Restart, text=text, slots=held(guided, "old"), form="guide_form")
    assert said.slots["guide"] is None
    assert said.payload.outcome == "smalltalk"


async def test_only_where_its_name_is_the_whole_message_a_guide_comes_before_a_comparison(guided: Office) -> None:
    said = await run(guided, Compare, text="loại nào ạ", entities=[("guide", SLUG)])
    assert [event["name"] for event in said.events] == ["guide_form"]
    longer = "thuyền loại nào thì khác với xe đạp ở những điểm nào"
    assert not (await run(guided, Compare, text=longer, entities=[("guide", SLUG)])).events
