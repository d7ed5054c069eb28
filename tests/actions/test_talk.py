"""Reading the tracker."""

from datetime import date

import pytest

from actions.talk import read
from procedures.answers import simple
from tests.actions.bench import Turn, bot_said

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("slot", "page", "lang"),
    [(None, "en", "en"), (None, "vi", "vi"), ("en", "vi", "en"), ("vi", "en", "vi"), (None, "xx", "vi")],
)
def test_the_language_asked_for_goes_before_the_pages(slot: str | None, page: str, lang: str) -> None:
    assert read(Turn(lang=page, slots={"lang": slot}).tracker(), DAY).lang == lang


def test_a_message_without_metadata_is_read_too() -> None:
    tracker = Turn().tracker()
    tracker.latest_message = {"text": None, "intent": None, "entities": None, "metadata": None}
    talk = read(tracker, DAY)
    assert (talk.lang, talk.address, talk.text, talk.entities) == ("vi", None, "", ())


def test_replies_are_kept_apart_by_turn() -> None:
    first, second = simple("actions.thanks", "smalltalk"), simple("actions.goodbye", "smalltalk")
    events = [*bot_said(first), *bot_said(second), {"event": "bot", "text": "no payload", "data": None}]
    assert read(Turn(events=events).tracker(), DAY).said() == [[first], [second]]
