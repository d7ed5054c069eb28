"""One step back."""

from typing import Any

from actions.back import Back
from actions.documents import Documents
from actions.fee import Fee
from actions.office import Office
from tests.actions.bench import bot_said, run

TEMPORARY = [("procedure", "temporary-residence")]


async def _two_answers(office: Office) -> list[dict[str, Any]]:
    first = (await run(office, Documents, entities=TEMPORARY)).payload
    second = (await run(office, Fee, entities=TEMPORARY)).payload
    return [*bot_said(first), *bot_said(second)]


async def test_the_answer_before_the_last_one_is_given_anew(office: Office) -> None:
    said = await run(office, Back, events=await _two_answers(office))
    assert (said.payload.procedure, said.payload.topic) == ("temporary-residence", "documents")
    assert said.slots["topic"] == "documents"
    assert said.events == []


async def test_in_a_look_up_it_leaves_the_form_and_gives_the_answer_before(office: Office) -> None:
    said = await run(office, Back, events=await _two_answers(office), form="status_form")
    assert said.payload.topic == "fee"
    assert [event["event"] for event in said.events] == ["active_loop", "slot"] or said.events[0]["name"] is None
    assert said.slots["application_code"] is None


async def test_with_nothing_before_it_says_so(office: Office) -> None:
    said = await run(office, Back)
    assert said.payload.outcome == "smalltalk"
