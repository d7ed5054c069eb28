"""Places in the queue, the estimate, who is there, and what somebody who asks for a person is told."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.web.desk.queue import presence
from bot.web.desk.queue.asked import after_asked
from bot.web.desk.queue.place import LEAST, estimate, last_place, position
from bot.web.models import Conversation
from bot.web.settings import WebSettings
from procedures.calendar import now
from tests.web.desk.queue.made import WEEK, at, change, person, rule, talk, team, there

MONDAY = "2026-11-23 09:00"


def _waited(session: Session, minutes: list[float], asked: str, **values: Any) -> None:
    for each in minutes:
        one = talk(session, **values)
        change(session, one, "asked", at(asked))
        change(session, one, "taken", at(asked) + timedelta(minutes=each))


def test_a_place_counts_only_those_who_wait_longer_in_the_same_queue(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        own = team(session)
        early = now() - timedelta(minutes=5)
        first = talk(session, "waiting", waiting_since=early)
        second = talk(session, "waiting")
        other = talk(session, "waiting", team_id=own, waiting_since=early)
        talk(session, "waiting", waiting_since=early, closed_at=now())
        held = talk(session, "held")
        places = [position(session, session.get_one(Conversation, each)) for each in (first, second, other, held)]
        assert places == [1, 2, 1, None]
        assert (last_place(session, None), last_place(session, own)) == (3, 2)


def test_two_who_asked_in_the_same_moment_have_two_places(sessions: sessionmaker[Session]) -> None:
    moment = now()
    with sessions.begin() as session:
        both = [session.get_one(Conversation, talk(session, "waiting", waiting_since=moment)) for _ in range(2)]
        assert {position(session, each) for each in both} == {1, 2}


def test_the_estimate_is_the_median_of_the_same_weekday_and_hour(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        _waited(session, [1, 2, 2, 3, 3.5, 4, 9, 30], "2026-11-16 09:10")
        _waited(session, [60] * LEAST, "2026-11-17 09:10")  # another weekday
        _waited(session, [60] * LEAST, "2026-11-16 11:10")  # another hour
        assert estimate(session, None, at(MONDAY)) == 4  # 3 min 15 s


def test_with_too_few_of_the_weekday_all_days_count_and_with_too_few_nothing_is_said(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as session:
        _waited(session, [2] * (LEAST - 1), "2026-11-16 09:10")
        assert estimate(session, None, at(MONDAY)) is None
        _waited(session, [2], "2026-11-18 09:40")
        assert estimate(session, None, at(MONDAY)) == 2
        assert estimate(session, team(session), at(MONDAY)) is None


def test_trials_old_waits_and_those_who_gave_up_make_no_estimate(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        _waited(session, [2] * LEAST, "2026-11-16 09:10", is_test=True)
        _waited(session, [2] * LEAST, "2026-10-19 09:10")
        for _ in range(LEAST):
            one = talk(session)
            change(session, one, "asked", at("2026-11-16 09:10"))
            change(session, one, "left", at("2026-11-16 09:12"))
        assert estimate(session, None, at(MONDAY)) is None


def test_who_is_there_is_whoever_gave_a_sign_is_ready_and_serves_the_queue(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        one, two = team(session), team(session, "Tổ hai")
        own, other, all_queues = person(session, "a", one), person(session, "b", two), person(session, "c")
        away, gone, editor = person(session, "d", one), person(session, "e", one), person(session, "f", None, "editor")
        for each in (own, other, all_queues, editor):
            there(session, each)
        there(session, away, ready=False)
        there(session, gone, ago=presence.GONE.total_seconds() + 1)
        assert presence.present(session, one) == [own, all_queues]
        assert presence.present(session, None) == [own, other, all_queues]
        assert presence.lost(session, [own, away, gone, 999]) == {gone, 999}


def test_the_first_sign_makes_ready_and_away_stays_away(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        me = person(session, "a")
        assert presence.touch(session, me)
        presence.set_ready(session, me, False)
        assert not presence.touch(session, me, now() + timedelta(minutes=1))
        assert presence.present(session, None) == []


@pytest.fixture
def asked(sessions: sessionmaker[Session]) -> str:
    with sessions.begin() as session:
        return talk(session)


def _told(
    session: Session, asked: str, settings: WebSettings, lang: str = "vi", moment: str = MONDAY
) -> tuple[bool, str]:
    answer = after_asked(session, session.get_one(Conversation, asked), settings, lang, at(moment))
    return answer.waits, answer.notice.text


def test_who_asks_while_somebody_is_ready_waits_with_a_place_and_no_made_up_number(
    sessions: sessionmaker[Session], settings: WebSettings, asked: str
) -> None:
    with sessions.begin() as session:
        talk(session, "waiting", waiting_since=now() - timedelta(minutes=1))
        there(session, person(session, "a"), ago=-(10**7))  # there at the moment asked about
        waits, text = _told(session, asked, settings)
    assert waits and "thứ 2 trong hàng" in text and "Chưa đủ số liệu" in text


def test_who_asks_out_of_hours_is_offered_a_call_back_and_the_hotline(
    sessions: sessionmaker[Session], settings: WebSettings, asked: str
) -> None:
    with sessions.begin() as session:
        rule(session, hours=WEEK)
        there(session, person(session, "a"), ago=-(10**7))
        answer = after_asked(session, session.get_one(Conversation, asked), settings, "vi", at("2026-11-22 09:00"))
    assert not answer.waits and "08:00 thứ Hai, ngày 23/11" in answer.notice.text
    rows = answer.notice.blocks[0].rows
    assert [row.get("link") for row in rows] == ["/goi-lai", None] and rows[1]["phone"] == settings.hotline_number


def test_who_asks_while_nobody_is_there_is_told_so_without_an_invented_hour(
    sessions: sessionmaker[Session], settings: WebSettings, asked: str
) -> None:
    with sessions.begin() as session:
        there(session, person(session, "a"), ready=False)
        waits, text = _told(session, asked, settings, "en")
    assert not waits and "No member of staff" in text and ":" not in text


def test_who_waits_already_keeps_the_place_even_if_all_have_gone(
    sessions: sessionmaker[Session], settings: WebSettings
) -> None:
    with sessions.begin() as session:
        waits, text = _told(session, talk(session, "waiting"), settings)
    assert waits and "thứ 1 trong hàng" in text
