"""The end of a conversation that a person answers or that waits for one."""

import pytest
from sqlalchemy import select

from bot.web.accounts.audit import SYSTEM
from bot.web.conversations import Closed, Entry, items_since
from bot.web.conversations.start import Talk as Started
from bot.web.conversations.turns import Asked, Begun, begin_turn, finish_turn
from bot.web.desk import hands
from bot.web.desk.errors import (
    BadReason,
    Ended,
    NotHeld,
)
from bot.web.models import Turn
from procedures.payload import Payload
from tests.web.desk.conftest import Log, Make, Read, Sessions, Talk, last_text, new_id


def test_ended_for_a_reason_the_citizen_is_asked_how_it_was(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, hand_overs: Log
) -> None:
    lan, number = colleague("lan"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
    with sessions.begin() as session:
        hands.close(session, lan, number, "solved", "đã xong")
    found, row = read(number), hand_overs(number)[-1]
    assert (found.stage, found.closed_why, found.holder_id) == ("closed", "staff", None)
    assert (row.kind, row.reason, row.note) == ("closed", "solved", "đã xong")
    with sessions() as session:
        assert items_since(session, number)[-1].payload["topic"] == "goodbye"
    with sessions.begin() as session, pytest.raises(Ended):
        hands.close(session, lan, number, "solved")


@pytest.mark.parametrize(("reason", "note"), [("", ""), ("nonsense", ""), ("other", " "), ("idle", "")])
def test_no_end_without_a_reason_of_the_list(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, reason: str, note: str
) -> None:
    lan, number = colleague("lan"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
    with sessions.begin() as session, pytest.raises(BadReason):
        hands.close(session, lan, number, reason, note)
    assert read(number).stage == "held"


def test_the_system_ends_a_silent_one_and_nobody_elses_with_the_bot(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read
) -> None:
    number, with_bot = talk(stage="waiting"), talk()
    with sessions.begin() as session:
        hands.close(session, SYSTEM, number, "idle")
    with sessions.begin() as session, pytest.raises(NotHeld):
        hands.close(session, SYSTEM, with_bot, "idle")
    assert (read(number).stage, read(with_bot).stage) == ("closed", "bot")


def test_a_test_chat_is_marked_when_it_ends_as_one(sessions: Sessions, colleague: Make, talk: Talk, read: Read) -> None:
    lan, number = colleague("lan"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
        hands.close(session, lan, number, "test")
    assert read(number).is_test


def test_a_citizen_who_stops_waiting_goes_on_with_the_bot(sessions: Sessions, talk: Talk, read: Read) -> None:
    number = talk(stage="waiting")
    with sessions.begin() as session:
        assert hands.stop_waiting(session, number)
        assert not hands.stop_waiting(session, number)
    assert (read(number).stage, read(number).waiting_since) == ("bot", None)


def test_an_answer_that_the_bot_is_making_still_comes_when_the_citizen_stops_waiting(
    sessions: Sessions, talk: Talk
) -> None:
    number, name = talk(stage="waiting"), new_id()
    here = Started(number, "a token", "vi")
    begun = begun_turn(sessions, here, name)
    assert isinstance(begun, Begun)
    with sessions.begin() as session:
        assert hands.stop_waiting(session, number)
    with sessions.begin() as session:
        finish_turn(session, here, begun, [Payload(kind="answer", outcome="answered", text="Lệ phí 100.000đ.")])
    assert last_text(sessions, number) == "Lệ phí 100.000đ."


def test_no_message_begins_after_the_end_and_one_that_was_answered_is_still_found(
    sessions: Sessions, colleague: Make, talk: Talk
) -> None:
    lan, number, name = colleague("lan"), talk(), new_id()
    here = Started(number, "a token", "vi")
    with sessions.begin() as session:
        hands.take(session, lan, number)
    answered = begun_turn(sessions, here, name)
    with sessions.begin() as session:
        hands.close(session, lan, number, "solved")
    assert begun_turn(sessions, here, name) == answered
    with pytest.raises(Closed):
        begun_turn(sessions, here, new_id())
    with sessions() as session:
        assert len(session.scalars(select(Turn)).all()) == 1


def begun_turn(sessions: Sessions, here: Started, name: str) -> Begun | list[Entry] | None:
    """A message «cũ» of that id begins, or gives what came of it."""
    with sessions.begin() as session:
        return begin_turn(
            session, here, name, "a digest", lambda _session, _lang: Asked("cũ", {"text": "cũ", "button": None}),
            lambda _lang: Payload(kind="notice", outcome="error", text="ngắt"),
        )  # fmt: skip
