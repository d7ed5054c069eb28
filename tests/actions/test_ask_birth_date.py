"""Asking for a date of birth."""

from actions.ask_birth_date import AskBirthDate
from actions.office import Office
from tests.actions.bench import run


async def test_it_names_the_code_and_says_how_long_the_date_is_kept(office: Office) -> None:
    said = await run(office, AskBirthDate, slots={"application_code": "H29.15-240702-0012"})
    assert (said.payload.outcome, said.payload.topic) == ("asked_back", "status")
    for words in ("H29.15-240702-0012", "ngày sinh", "15 phút"):
        assert words in said.payload.text


async def test_there_is_a_way_out(office: Office) -> None:
    said = await run(office, AskBirthDate)
    assert [button.topic for button in said.payload.buttons] == ["deny"]
