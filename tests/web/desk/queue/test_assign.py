"""Fair assignment: in turn, with room, once; races are won by one."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.web.desk import hands
from bot.web.desk.models import Handover
from bot.web.desk.queue.assign import candidates, to_assign
from bot.web.desk.queue.jobs import WORK, assign_waiting, held_by_the_lost, look_after
from bot.web.edge import Edge
from bot.web.jobs import do_what_is_due
from bot.web.models import Conversation
from procedures.calendar import now
from tests.web.desk.queue.made import person, rule, talk, team, there


def _holder(sessions: sessionmaker[Session], conversation: str) -> int | None:
    with sessions() as session:
        return session.get_one(Conversation, conversation).holder_id


async def test_the_longest_waiting_goes_to_whoever_was_served_longest_ago(
    edge_only: Edge, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        rule(session, assign=True, most_each=1)
        lately, never, long_ago = (person(session, name) for name in "abc")
        there(session, lately, served=now())
        there(session, never)
        there(session, long_ago, served=now() - timedelta(hours=1))
        talks = [talk(session, "waiting", waiting_since=now() - timedelta(minutes=each)) for each in (9, 7, 5, 3)]
        assert to_assign(session) == talks
    await assign_waiting(edge_only)
    assert [_holder(sessions, each) for each in talks] == [never, long_ago, lately, None]
    with sessions() as session:
        assert session.get_one(Conversation, talks[3]).stage == "waiting"
        kinds = Counter(kind for (kind,) in session.query(Handover.kind))
    assert kinds == {"taken": 3}


async def test_who_is_away_lost_or_of_another_team_is_given_nothing(
    edge_only: Edge, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        one, two = team(session), team(session, "Tổ hai")
        rule(session, one, assign=True)
        there(session, person(session, "a", one), ready=False)
        there(session, person(session, "b", one), ago=1000)
        there(session, person(session, "c", two))
        waiting = talk(session, "waiting", team_id=one)
        assert candidates(session, waiting) == []
    await assign_waiting(edge_only)
    assert _holder(sessions, waiting) is None


async def test_where_a_team_does_not_assign_people_take_themselves(
    edge_only: Edge, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        rule(session, assign=True)
        own = team(session)
        rule(session, own, assign=False)
        there(session, person(session, "a", own))
        waiting = talk(session, "waiting", team_id=own)
    await assign_waiting(edge_only)
    assert _holder(sessions, waiting) is None


async def test_a_conversation_of_somebody_who_is_gone_waits_again_and_goes_to_the_next(
    edge_only: Edge, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        rule(session, assign=True)
        gone, next_one = person(session, "a"), person(session, "b")
        there(session, gone, ago=100)
        there(session, next_one)
        held = talk(session, "held", holder_id=gone, held_since=now() - timedelta(minutes=3))
        assert held_by_the_lost(session) == [(held, gone)]
    await look_after(edge_only)
    assert _holder(sessions, held) == next_one
    with sessions() as session:
        kinds = [kind for (kind,) in session.query(Handover.kind).order_by(Handover.id)]
    assert kinds == ["lost", "taken"]


async def test_the_work_of_the_queue_is_done_as_timed_work(edge_only: Edge) -> None:
    assert await do_what_is_due(edge_only, WORK) == ["desk_queue", "call_backs"]


def _race(sessions: sessionmaker[Session]) -> None:
    """Two people take by hand what the queue gives to others at the same moment, twenty times; nobody has too many."""
    with sessions.begin() as session:
        rule(session, assign=True, most_each=4)
        people = [person(session, f"p{number}") for number in range(4)]
        for each in people:
            there(session, each)
        talks = [talk(session, "waiting") for _ in range(20)]
    start = threading.Barrier(4)

    def give() -> None:
        start.wait()
        for each in talks:
            with sessions.begin() as session:
                wanted = candidates(session, each)
            for account in wanted:
                with sessions.begin() as session:
                    if hands.assign(session, each, account):
                        break

    threads = [threading.Thread(target=give) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sessions() as session:
        held = Counter(talk.holder_id for talk in session.query(Conversation).filter_by(stage="held"))
        rows = Counter(one for (one,) in session.query(Handover.conversation_id).filter_by(kind="taken"))
    assert held == dict.fromkeys(people, 4)
    assert len(rows) == 16 and set(rows.values()) == {1}


def test_many_givers_at_once_give_each_conversation_once_and_nobody_too_many(sessions: sessionmaker[Session]) -> None:
    _race(sessions)


@pytest.mark.postgres
def test_the_same_on_postgresql(postgres_sessions: sessionmaker[Session]) -> None:
    _race(postgres_sessions)
