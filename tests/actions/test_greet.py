"""The first words."""

from dataclasses import replace

from actions.greet import Greet
from actions.office import Office
from tests.actions.bench import run


async def test_it_says_that_it_is_a_machine_who_runs_it_and_that_it_decides_nothing(office: Office) -> None:
    said = await run(office, Greet)
    assert said.payload.outcome == "smalltalk"
    for words in ("máy", "Sở thử nghiệm", "không quyết định"):
        assert words in said.payload.text


async def test_it_offers_what_people_ask_most(office: Office) -> None:
    said = await run(office, Greet, lang="en")
    assert ("criminal-record", "overview") in {(b.procedure, b.topic) for b in said.payload.buttons}
    assert said.payload.buttons[-1].topic == "status"
    assert "Certificate" in said.payload.buttons[1].title or "certificate" in said.payload.buttons[1].title


async def test_without_an_operator_it_says_so_in_general_words(office: Office) -> None:
    unnamed = replace(office, settings=office.settings.model_copy(update={"operator_name": ""}))
    assert "bản chạy thử" in (await run(unnamed, Greet)).payload.text
