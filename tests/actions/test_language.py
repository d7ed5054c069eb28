"""The language of the talk."""

import pytest

from actions.ask_application_code import AskApplicationCode
from actions.language import Language
from actions.office import Office
from tests.actions.bench import bot_said, run


@pytest.mark.parametrize(
    ("text", "now", "then"),
    [
        ("english please", "vi", "en"),
        ("nói tiếng Anh đi", "vi", "en"),
        ("tieng viet", "en", "vi"),
        ("Vietnamese please", "en", "vi"),
        ("english", "en", "en"),
        ("/language", "vi", "en"),
        ("đổi ngôn ngữ", "en", "vi"),
    ],
)
async def test_it_speaks_the_language_named_else_the_other_one(office: Office, text: str, now: str, then: str) -> None:
    said = await run(office, Language, text=text, lang=now)
    assert said.payload.lang == then
    assert "lang" not in said.slots


async def test_what_follows_in_the_same_turn_is_in_the_new_language(office: Office) -> None:
    changed = await run(office, Language, text="english please", form="status_form")
    asked = await run(office, AskApplicationCode, text="english please", events=bot_said(changed.payload))
    assert asked.payload.lang == "en"
