"""Whoever holds a conversation gives it back, passes it on or is lost; said and logged."""

from collections.abc import Callable
from datetime import UTC, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.accounts.models import AuditEntry, Team
from bot.web.desk import hands
from bot.web.desk.errors import (
    NoColleague,
    NotHeld,
)
from bot.web.desk.models import Handover
from bot.web.desk.send import send, written
from bot.web.models import Item
from procedures.calendar import now
from procedures.words import say
from tests.web.desk.conftest import Log, Make, Read, Sessions, Talk, last_text, new_id


def test_given_back_the_bot_answers_again_in_the_same_language_and_procedure(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, hand_overs: Log
) -> None:
    lan, number = colleague("lan"), talk(lang="en", slug="passport-new")
    with sessions.begin() as session:
        hands.take(session, lan, number)
    with sessions.begin() as session:
        hands.give_back(session, lan, number)
    found = read(number)
    assert (found.stage, found.holder_id, found.lang, found.slug) == ("bot", None, "en", "passport-new")
    assert [row.kind for row in hand_overs(number)] == ["taken", "given_back"]
    assert last_text(sessions, number) == say("desk.said.given_back", "en")


@pytest.mark.parametrize(
    "act",
    [
        lambda session, who, number: hands.give_back(session, who, number),
        lambda session, who, number: hands.pass_on(session, who, number, None, 1),
        lambda session, who, number: hands.close(session, who, number, "solved"),
        lambda session, who, number: send(session, who, number, new_id(), written("xin chào", "vi")),
    ],
)
def test_nobody_else_does_anything_with_it(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, act: Callable[[Session, Who, str], object]
) -> None:
    lan, minh, number = colleague("lan"), colleague("minh"), talk()
    with sessions.begin() as session:
        session.add(Team(name="Hộ tịch"))
        hands.take(session, lan, number)
    before = last_text(sessions, number)
    with sessions.begin() as session, pytest.raises(NotHeld):
        act(session, minh, number)
    assert (read(number).holder_id, last_text(sessions, number)) == (lan.account_id, before)


def test_a_lead_acts_for_a_colleague_and_the_audit_says_so(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read
) -> None:
    lan, lead, number = colleague("lan"), colleague("hoa", "team_lead"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
    with sessions.begin() as session:
        hands.give_back(session, lead, number, holder=lan.account_id)
    with sessions() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "give_back_for")).one()
    assert (entry.account_id, entry.object_id, entry.before) == (lead.account_id, number, {"holder": lan.account_id})
    assert read(number).stage == "bot"


@pytest.mark.parametrize(
    "act",
    [
        lambda session, lead, talk, holder: hands.give_back(session, lead, talk, holder=holder),
        lambda session, lead, talk, holder: hands.pass_on(session, lead, talk, lead.account_id, None, holder=holder),
        lambda session, lead, talk, holder: hands.close(session, lead, talk, "solved", holder=holder),
    ],
    ids=["given back", "passed on", "ended"],
)
def test_a_leads_form_drawn_for_one_holder_does_nothing_to_the_next(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, act: Callable[..., None]
) -> None:
    lan, minh, lead, number = colleague("lan"), colleague("minh"), colleague("hoa", "team_lead"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
        hands.pass_on(session, lan, number, minh.account_id, None)
    for seen in (lan.account_id, None):
        with sessions.begin() as session, pytest.raises(NotHeld):
            act(session, lead, number, seen)
    assert (read(number).stage, read(number).holder_id) == ("held", minh.account_id)


def test_passed_to_a_colleague_it_is_theirs_at_once_with_a_note_that_hides_numbers(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, hand_overs: Log
) -> None:
    lan, minh, number = colleague("lan"), colleague("minh"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
    with sessions.begin() as session:
        hands.pass_on(session, lan, number, minh.account_id, None, "gọi lại số 0912345678 giúp chị")
    passed = hand_overs(number)[-1]
    assert (passed.kind, passed.by_id, passed.to_id) == ("passed", lan.account_id, minh.account_id)
    assert "0912345678" not in passed.note and "gọi lại" in passed.note
    assert read(number).holder_id == minh.account_id
    with sessions() as session:
        assert "0912345678" not in str(session.scalars(select(Item.payload)).all())


def test_passed_to_a_team_it_waits_there_since_it_was_asked_for(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read
) -> None:
    lan, number, long_ago = colleague("lan"), talk(), now() - timedelta(hours=1)
    with sessions.begin() as session:
        session.add(Team(id=7, name="Hộ tịch"))
        session.add(Handover(conversation_id=number, at=long_ago, kind="asked", note=""))
        session.flush()
        hands.take(session, lan, number)
        hands.pass_on(session, lan, number, None, 7, "")
    found = read(number)
    assert (found.stage, found.holder_id, found.team_id) == ("waiting", None, 7)
    assert found.waiting_since and found.waiting_since.replace(tzinfo=UTC) == long_ago


def test_it_goes_to_nobody_who_cannot_answer(sessions: Sessions, colleague: Make, talk: Talk, read: Read) -> None:
    lan, editor, number = colleague("lan"), colleague("biên".replace("ê", "e"), "editor"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
    for account, team in ((editor.account_id, None), (999, None), (None, 999), (None, None), (lan.account_id, None)):
        with sessions.begin() as session, pytest.raises(NoColleague):
            hands.pass_on(session, lan, number, account, team)
    assert read(number).holder_id == lan.account_id


def test_a_lost_holder_leaves_it_waiting_before_whoever_came_later(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, hand_overs: Log
) -> None:
    lan, number = colleague("lan"), talk(stage="waiting")
    with sessions.begin() as session:
        hands.take(session, lan, number)
    later = talk(stage="waiting")
    with sessions.begin() as session:
        assert not hands.lose(session, number, 999)
        assert hands.lose(session, number, lan.account_id)
        assert not hands.lose(session, number)
    first, second = read(number).waiting_since, read(later).waiting_since
    assert first and second and first < second
    assert [row.kind for row in hand_overs(number)] == ["taken", "lost"]
    assert last_text(sessions, number) == say("desk.said.lost")


def test_a_lost_holder_who_took_it_unasked_waits_since_then_and_not_since_an_old_wish(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read
) -> None:
    lan, number = colleague("lan"), talk()
    old = now() - timedelta(hours=5)
    with sessions.begin() as session:
        session.add(Handover(conversation_id=number, at=old, kind="asked", note=""))
        session.flush()
        session.add(Handover(conversation_id=number, at=old, kind="left", note=""))
    with sessions.begin() as session:
        hands.take(session, lan, number)
    held_since = read(number).held_since
    with sessions.begin() as session:
        assert hands.lose(session, number)
    assert read(number).waiting_since == held_since
