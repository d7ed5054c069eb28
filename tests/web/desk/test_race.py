"""Hazard: two hundred attempts to take one conversation, over the connections of two processes; one wins each time."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts import people
from bot.web.accounts.audit import Who
from bot.web.conversations import start_conversation
from bot.web.desk import hands
from bot.web.desk.errors import NoRoom, TakenAlready
from bot.web.desk.models import Handover, TeamRule
from bot.web.desk.send import send, written
from bot.web.models import Conversation, Item
from procedures.calendar import now
from procedures.db import Base, make_engine, make_sessions
from tests.web.desk.conftest import FIRST, new_id

PEOPLE, EACH, AT_ONCE = 20, 10, 40
Sessions = sessionmaker[Session]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def two_processes(request: pytest.FixtureRequest, tmp_path: object) -> Iterator[list[Sessions]]:
    """Sessions of two engines on one data base, as two edges have them."""
    url = f"sqlite:///{tmp_path}/race.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    engines = [make_engine(url) for _ in range(2)]
    Base.metadata.create_all(engines[0])
    yield [make_sessions(engine) for engine in engines]
    for engine in engines:
        engine.dispose()


def _people(sessions: Sessions, most_each: int) -> list[Who]:
    with sessions.begin() as session:
        session.add(
            TeamRule(
                team_id=0, most_each=most_each, assign=False, warn_minutes=9, close_minutes=9, hours={}, revision=1
            )
        )
        return [Who(people.make(session, f"nguoi{number}", "Người", "", ["staff"]).id) for number in range(PEOPLE)]


def _waiting(sessions: Sessions) -> str:
    with sessions.begin() as session:
        made = start_conversation(session, FIRST).id
        found = session.get_one(Conversation, made)
        found.stage, found.waiting_since = "waiting", now()
        return made


def _at_once(tries: list[Callable[[], object]]) -> list[object]:
    """All of them, as many at the same moment as there are threads; what each gave, or its error of ours."""
    together = Barrier(AT_ONCE)

    def attempt(one: Callable[[], object]) -> object:
        together.wait(30)
        try:
            return one()
        except (TakenAlready, NoRoom) as error:
            return error

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(attempt, tries))


def test_of_two_hundred_who_take_one_conversation_exactly_one_holds_it(two_processes: list[Sessions]) -> None:
    someone, conversation = _people(two_processes[0], 5), _waiting(two_processes[0])

    def attempt(number: int) -> Callable[[], object]:
        def take() -> object:
            with two_processes[number % 2].begin() as session:
                hands.take(session, someone[number % PEOPLE], conversation)
            return someone[number % PEOPLE].account_id

        return take

    ends = _at_once([attempt(number) for number in range(PEOPLE * EACH)])
    winners = {end for end in ends if not isinstance(end, TakenAlready)}
    with two_processes[0]() as session:
        holder = session.get_one(Conversation, conversation).holder_id
        rows = session.scalars(select(Handover).where(Handover.kind == "taken")).all()
        notices = session.scalar(select(func.count()).select_from(Item)) or 0
    assert winners == {holder} and len(ends) == PEOPLE * EACH
    assert [row.to_id for row in rows] == [holder] and notices == 2


def test_somebody_who_takes_many_at_once_holds_no_more_than_allowed(two_processes: list[Sessions]) -> None:
    most = 3
    who = _people(two_processes[0], most)[0]
    waiting = [_waiting(two_processes[0]) for _ in range(AT_ONCE)]

    def attempt(number: int) -> Callable[[], object]:
        def take() -> object:
            with two_processes[number % 2].begin() as session:
                hands.take(session, who, waiting[number])
            return None

        return take

    ends = _at_once([attempt(number) for number in range(AT_ONCE)])
    with two_processes[0]() as session:
        held = session.scalar(
            select(func.count()).select_from(Conversation).where(Conversation.holder_id == who.account_id)
        )
    assert held == most == ends.count(None)


def test_the_same_message_sent_many_times_at_once_is_one_item(two_processes: list[Sessions]) -> None:
    who, conversation, name = _people(two_processes[0], 5)[0], _waiting(two_processes[0]), new_id()
    with two_processes[0].begin() as session:
        hands.take(session, who, conversation)

    def attempt(number: int) -> Callable[[], object]:
        def say() -> object:
            with two_processes[number % 2].begin() as session:
                return send(session, who, conversation, name, written("Chào anh/chị", "vi"))

        return say

    numbers = _at_once([attempt(number) for number in range(AT_ONCE)])
    with two_processes[0]() as session:
        said = session.scalars(select(Item.seq).where(Item.sender == "staff")).all()
    assert set(numbers) == set(said) and len(said) == 1
