"""«No», «stop»."""

from actions.deny import Deny
from actions.office import Office
from tests.actions.bench import run


async def test_in_a_look_up_it_says_that_it_stops_and_forgets_what_was_gathered(office: Office) -> None:
    slots = {"application_code": "H29.15-240702-0012", "birth_date": "0123456789", "procedure": "criminal-record"}
    said = await run(office, Deny, form="status_form", slots=slots)
    assert said.payload.outcome == "smalltalk"
    assert "không tra cứu" in said.payload.text
    assert (said.slots["application_code"], said.slots["birth_date"]) == (None, None)
    assert "procedure" not in said.slots


async def test_elsewhere_nothing_is_said_to_be_stopped(office: Office) -> None:
    assert "tra cứu" not in (await run(office, Deny)).payload.text


async def test_no_with_a_correction_answers_anew_instead_of_stopping(office: Office) -> None:
    slots = {"procedure": "criminal-record-1", "topic": "documents", "facts": {"for_whom": "child", "age": 5}}
    said = await run(office, Deny, text="không, cho mẹ tôi", entities=[("relation", "parent")], slots=slots)
    assert (said.payload.topic, said.payload.outcome) == ("documents", "answered")
    assert said.slots["facts"] == {"for_whom": "parent"}


async def test_no_alone_leaves_what_was_told(office: Office) -> None:
    said = await run(office, Deny, text="không", slots={"procedure": "criminal-record-1", "facts": {"age": 5}})
    assert said.payload.outcome == "smalltalk"
    assert "facts" not in said.slots


async def test_no_to_the_only_one_offered_asks_which(office: Office) -> None:
    said = await run(office, Deny, text="không phải", slots={"candidates": ["temporary-residence"], "topic": "fee"})
    assert said.payload.outcome == "asked_back"
    assert said.payload.text.startswith("Vâng. Vậy")
    assert said.payload.buttons[0].topic == "fee"
