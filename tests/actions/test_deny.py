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
