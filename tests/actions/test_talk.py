"""Reading the tracker."""

from datetime import date

import pytest

from actions.talk import read
from procedures.answers import simple
from tests.actions.bench import Turn, bot_said

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(("given", "lang"), [("en", "en"), ("vi", "vi"), ("xx", "vi")])
def test_the_language_is_the_edges(given: str, lang: str) -> None:
    earlier = bot_said(simple("actions.thanks", "smalltalk", lang="en"))
    turn = Turn(lang=given, slots={"lang": "en"}, events=[*earlier, {"event": "user", "text": "…"}])
    talk = read(turn.tracker(), DAY)
    assert (talk.lang, talk.begun) == (lang, False)


def test_within_a_turn_the_language_is_that_of_what_was_said_last() -> None:
    talk = read(Turn(events=bot_said(simple("actions.thanks", "smalltalk", lang="en"))).tracker(), DAY)
    assert (talk.lang, talk.begun) == ("en", True)


def test_a_message_without_metadata_is_read_too() -> None:
    tracker = Turn().tracker()
    tracker.latest_message = {"text": None, "intent": None, "entities": None, "metadata": None}
    talk = read(tracker, DAY)
    assert (talk.lang, talk.address, talk.turn, talk.text, talk.entities) == ("vi", None, None, "", ())


def test_replies_are_kept_apart_by_turn() -> None:
    first, second = simple("actions.thanks", "smalltalk"), simple("actions.goodbye", "smalltalk")
    events = [*bot_said(first), *bot_said(second), {"event": "bot", "text": "no payload", "data": None}]
    assert read(Turn(events=events).tracker(), DAY).said() == [[first], [second]]
