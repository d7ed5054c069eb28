"""From the beginning."""

from actions.office import Office
from actions.restart import Restart
from tests.actions.bench import run


async def test_everything_is_forgotten_but_the_language(office: Office) -> None:
    said = await run(office, Restart, slots={"procedure": "criminal-record"}, lang="en", form="status_form")
    assert said.payload.lang == "en"
    for slot in (
        "procedure",
        "topic",
        "candidates",
        "facts",
        "application_code",
        "code_begun",
        "birth_date",
        "requested_slot",
    ):
        assert said.slots[slot] is None
    assert said.slots["failures"] == 0
    assert "lang" not in said.slots
    assert [(event["event"], event["name"]) for event in said.events] == [("active_loop", None)]


async def test_without_a_form_none_is_left(office: Office) -> None:
    assert (await run(office, Restart)).events == []
