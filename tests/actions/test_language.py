"""The language of the talk."""

import pytest

from actions.language import Language
from actions.office import Office
from tests.actions.bench import run


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
    assert said.slots["lang"] == then


async def test_the_language_asked_for_goes_before_the_pages(office: Office) -> None:
    said = await run(office, Language, text="đổi", lang="vi", slots={"lang": "en"})
    assert said.payload.lang == "vi"
