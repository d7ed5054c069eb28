"""Asking for a date of birth."""

from typing import Any

import pytest

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


REF = "0123456789"
CODE = "H29.15-240702-0012"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "turn",
    [
        {"text": f"[birth_date:{REF}]", "entities": [("birth_date", REF)]},
        {"text": "31/02/1990", "slots": {"requested_slot": "birth_date"}},
        {"text": "sinh 1990 tháng 5", "slots": {"requested_slot": "birth_date"}},
    ],
    ids=str,
)
async def test_after_a_date_that_cannot_be_read_it_says_how_to_write_it(
    office: Office, turn: dict[str, Any], lang: str
) -> None:
    said = await run(office, AskBirthDate, lang=lang, **turn)
    assert "31/12/1985" in said.payload.text
    assert (said.payload.outcome, said.payload.topic) == ("asked_back", "status")


@pytest.mark.parametrize(
    "turn",
    [
        {"text": "hết bao nhiêu tiền"},
        {"text": CODE, "entities": [("application_code", CODE)]},
        {"text": "phiếu số 2 năm 2026", "entities": [("procedure", "criminal-record-2")]},
    ],
    ids=str,
)
async def test_after_another_message_it_asks_as_before(office: Office, turn: dict[str, Any]) -> None:
    said = await run(office, AskBirthDate, slots={"requested_slot": "birth_date"}, **turn)
    assert "15 phút" in said.payload.text
