"""Every field, choice, problem and step of the desk has its words in both languages."""

import pytest

from bot.web.editing import said
from bot.web.editing.shape import PARTS, Field, fields_of
from procedures.publishing.files import REGISTERS
from procedures.words import load

OPTIONS = "guide.questions.0.options"
FORMS = [(part, None) for part in (*PARTS, OPTIONS)] + [("entries", name) for name in REGISTERS]


def _flat(fields: tuple[Field, ...]) -> list[Field]:
    return [each for field in fields for each in (field, *_flat(field.inside))]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("part", "register"), FORMS)
def test_every_field_and_choice_has_words(part: str, register: str | None, lang: str) -> None:
    assert said.part_name(part, lang)
    for field in _flat(fields_of(part, register, is_new=True)):
        assert said.label(part, field.name, lang)
        for value in field.choices:
            facts = "group" if field.name == "groups" else field.name
            known = {f"editing.choice.{part}.{field.name}.{value}", f"editing.choice.{field.name}.{value}"}
            assert field.name == "province" or (known | {f"facts.{facts}.{value}"}) & load(lang).keys(), field.name
            assert said.choice(part, field.name, value, lang)


def test_both_languages_hold_the_same_keys() -> None:
    vi, en = ({key for key in load(lang) if key.startswith("editing.")} for lang in ("vi", "en"))
    assert vi == en
