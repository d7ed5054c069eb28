"""Who answers: somebody takes a conversation, or the queue gives it; once, said and logged."""

import pytest

from bot.web.desk import hands
from bot.web.desk.errors import (
    Ended,
    NoRoom,
    NoSuchTalk,
    TakenAlready,
)
from bot.web.desk.hands.take import room_of
from bot.web.desk.models import TeamRule
from procedures.calendar import now
from procedures.words import say
from tests.web.desk.conftest import Log, Make, Read, Sessions, Talk, last_text


@pytest.mark.parametrize("stage", ["bot", "waiting"])
def test_whoever_takes_holds_it_and_the_citizen_is_told(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, hand_overs: Log, stage: str
) -> None:
    lan, number = colleague("lan"), talk(stage=stage)
    with sessions.begin() as session:
        hands.take(session, lan, number)
    found = read(number)
    assert (found.stage, found.holder_id, found.waiting_since) == ("held", lan.account_id, None)
    assert [(row.kind, row.by_id, row.to_id) for row in hand_overs(number)] == [
        ("taken", lan.account_id, lan.account_id)
    ]
    assert last_text(sessions, number) == say("desk.said.taken")


def test_taking_what_one_holds_changes_nothing(
    sessions: Sessions, colleague: Make, talk: Talk, hand_overs: Log
) -> None:
    lan, number = colleague("lan"), talk()
    for _ in range(2):
        with sessions.begin() as session:
            hands.take(session, lan, number)
    assert len(hand_overs(number)) == 1


def test_what_a_colleague_holds_what_is_over_and_what_never_was_cannot_be_taken(
    sessions: Sessions, colleague: Make, talk: Talk
) -> None:
    lan, minh = colleague("lan"), colleague("minh")
    held, over = talk(), talk(closed_at=now())
    with sessions.begin() as session:
        hands.take(session, lan, held)
    for number, error in ((held, TakenAlready), (over, Ended), ("0" * 32, NoSuchTalk)):
        with sessions.begin() as session, pytest.raises(error):
            hands.take(session, minh, number)


def test_nobody_holds_more_than_the_rule_allows(sessions: Sessions, colleague: Make, talk: Talk) -> None:
    lan = colleague("lan")
    with sessions.begin() as session:
        session.add(
            TeamRule(team_id=0, most_each=2, assign=False, warn_minutes=9, close_minutes=9, hours={}, revision=1)
        )
    for _ in range(2):
        with sessions.begin() as session:
            hands.take(session, lan, talk())
    with sessions.begin() as session, pytest.raises(NoRoom):
        hands.take(session, lan, talk())
    with sessions.begin() as session:
        assert lan.account_id and room_of(session, lan.account_id) == 0
        assert not hands.assign(session, talk(stage="waiting"), lan.account_id)


def test_the_queue_gives_only_what_waits(sessions: Sessions, colleague: Make, talk: Talk, read: Read) -> None:
    lan, waiting, with_bot = colleague("lan"), talk(stage="waiting"), talk()
    with sessions.begin() as session:
        assert lan.account_id and hands.assign(session, waiting, lan.account_id)
        assert not hands.assign(session, waiting, lan.account_id)
        assert not hands.assign(session, with_bot, lan.account_id)
    assert read(waiting).holder_id == lan.account_id
