"""Asking for a dossier's code."""

from actions.ask_application_code import AskApplicationCode
from actions.office import Office
from tests.actions.bench import run


async def test_it_asks_with_an_example(office: Office) -> None:
    said = await run(office, AskApplicationCode)
    assert (said.payload.outcome, said.payload.topic) == ("asked_back", "status")
    assert "H29.15-240702-0012" in said.payload.text


async def test_it_names_the_beginning_it_already_has(office: Office) -> None:
    said = await run(office, AskApplicationCode, slots={"code_begun": "G01.899"})
    assert "G01.899" in said.payload.text
