"""Words that pages of the help look up by a name made of a closed list."""

import pytest

from bot.web.desk.help.canned import SHIPPED, VARIABLES
from bot.web.desk.help.errors import BadField, HelpError
from bot.web.desk.help.spoken import ORDER
from bot.web.desk.reasons import ALL, word_key
from procedures.payload import TALK, TOPICS
from procedures.words import load

KEYS = [
    *(word_key(reason) for reason in ALL),
    *(f"help.topic.{topic}" for topic in (*TOPICS, *TALK)),
    *(f"help.canned.{shortcut}.{part}" for shortcut in SHIPPED for part in ("title", "text")),
    *(f"help.variable.{name}{part}" for name in VARIABLES for part in ("", ".gap")),
    *(f"help.phone.part.{topic}" for topic in ORDER),
    *(f"help.error.{error.key}" for error in HelpError.__subclasses__() if error is not BadField),
    *(f"help.error.field.{name}" for name in ("shortcut", "title", "text", "variable", "team", "note", "reason")),
    *(f"help.done.{done}" for done in ("sent", "given_back", "noted", "saved", "call")),
    *(f"help.phone.fact.{name}" for name in ("for_whom", "age", "level", "province", "channel", "occasion", "groups")),
]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_name_has_its_words(lang: str) -> None:
    assert [key for key in KEYS if key not in load(lang)] == []


def test_both_languages_hold_the_same_words() -> None:
    vi, en = ({key for key in load(lang) if key.startswith("help.")} for lang in ("vi", "en"))
    assert vi == en
