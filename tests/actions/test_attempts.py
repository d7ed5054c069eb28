"""Wrong tries, counted and locked."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from actions import attempts
from actions.attempts import Busy, Locked, Refused, StatusTry, Try, begin, forget, give_back, make_key, was_wrong
from actions.office import Office
from procedures.calendar import VIETNAM
from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from tests.actions.bench import NOON, Clock

CODE = "H29.15-240702-0012"
KEY = b"key of the tests"


def _try(sessions: sessionmaker[Session], now: datetime = NOON, **who: Any) -> Try:
    who = {"conversation": "c", "address": "a", "dossier": CODE, **who}
    with sessions.begin() as session:
        return begin(session, KEY, now=now, **who)


def _wrong(sessions: sessionmaker[Session], now: datetime = NOON, **who: Any) -> None:
    begun = _try(sessions, now, **who)
    with sessions.begin() as session:
        was_wrong(session, begun, now)


def _right(sessions: sessionmaker[Session], now: datetime = NOON, **who: Any) -> None:
    begun = _try(sessions, now, **who)
    with sessions.begin() as session:
        give_back(session, begun)


def test_five_wrong_tries_of_a_conversation_lock_it_for_fifteen_minutes(office: Office, clock: Clock) -> None:
    for number in range(5):
        _wrong(office.sessions, clock(), address=f"a{number}")
    clock.forward(minutes=14)
    with pytest.raises(Locked) as locked:
        _try(office.sessions, clock(), address="a5")
    assert locked.value.what == "conversation"
    assert f"{locked.value.until:%H:%M}" == "12:15"
    clock.forward(minutes=1)
    _try(office.sessions, clock(), address="a6")


def test_five_wrong_tries_from_an_address_lock_it_for_other_conversations_too(office: Office) -> None:
    for number in range(5):
        _wrong(office.sessions, conversation=f"c{number}", dossier=f"H29-240702-{number:04}")
    with pytest.raises(Locked) as locked:
        _try(office.sessions, conversation="c5", dossier="H29-240702-0009")
    assert locked.value.what == "address"
    _try(office.sessions, conversation="c5", address="b")


def test_twenty_wrong_tries_in_a_day_lock_the_dossier_until_midnight_in_vietnam(office: Office, clock: Clock) -> None:
    for number in range(20):
        _wrong(office.sessions, clock(), conversation=f"c{number}", address=f"a{number}")
        clock.forward(minutes=20)
    with pytest.raises(Locked) as locked:
        _try(office.sessions, clock(), conversation="x", address="x", dossier=CODE.lower())
    assert locked.value.what == "dossier"
    assert locked.value.until == datetime(2026, 11, 22, tzinfo=VIETNAM)
    _try(office.sessions, clock(), conversation="x", address="x", dossier="H29-240702-0001")
    _try(office.sessions, datetime(2026, 11, 21, 17, 0, tzinfo=UTC), conversation="x", address="x")


def test_right_tries_neither_lock_nor_keep_wrong_ones_from_being_forgotten(office: Office, clock: Clock) -> None:
    for _ in range(4):
        _wrong(office.sessions, clock())
    for _ in range(8):
        clock.forward(minutes=2)
        _right(office.sessions, clock())
    for _ in range(4):
        _wrong(office.sessions, clock())
    _right(office.sessions, clock())


def test_five_tries_in_flight_make_a_sixth_wait_and_lock_nobody(office: Office, clock: Clock) -> None:
    begun = [_try(office.sessions, clock(), conversation=f"c{number}") for number in range(5)]
    with pytest.raises(Busy) as busy:
        _try(office.sessions, clock(), conversation="c5")
    assert busy.value.what == "address"
    with office.sessions.begin() as session:
        give_back(session, begun[0])
    _try(office.sessions, clock(), conversation="c5")


def test_wrong_tries_and_those_in_flight_share_the_limit(office: Office) -> None:
    for _ in range(4):
        _wrong(office.sessions)
    begun = _try(office.sessions)
    with pytest.raises(Busy):
        _try(office.sessions)
    with office.sessions.begin() as session:
        was_wrong(session, begun, NOON)
    with pytest.raises(Locked):
        _try(office.sessions)


def test_a_try_lost_in_a_crash_holds_nobody_up_for_long(office: Office, clock: Clock) -> None:
    for number in range(5):
        _try(office.sessions, clock(), conversation=f"c{number}")
    clock.forward(seconds=30)
    _right(office.sessions, clock())


def test_a_refused_try_counts_nowhere(office: Office) -> None:
    for number in range(5):
        _wrong(office.sessions, conversation=f"c{number}")
    with pytest.raises(Locked):
        _try(office.sessions, conversation="fresh")
    with office.sessions() as session:
        assert session.get(StatusTry, attempts.hashed(KEY, "conversation", "fresh")) is None


def test_conversation_address_and_dossier_are_counted(office: Office) -> None:
    assert len(_try(office.sessions).subjects) == 3


def test_without_an_address_conversation_and_dossier_are_counted(office: Office) -> None:
    assert len(_try(office.sessions, address=None).subjects) == 2


def test_the_table_holds_no_code_conversation_or_address(office: Office) -> None:
    _try(office.sessions, conversation="conversation-1", address="address-1")
    with office.sessions() as session:
        subjects = " ".join(session.scalars(select(StatusTry.subject)))
    for value in (CODE, "conversation-1", "address-1"):
        assert value not in subjects
    assert attempts.hashed(KEY, "dossier", CODE) != attempts.hashed(b"another key", "dossier", CODE)


def test_what_locks_nothing_any_more_is_forgotten(office: Office, clock: Clock) -> None:
    _wrong(office.sessions, clock())
    clock.forward(minutes=15)
    with office.sessions.begin() as session:
        forget(session, clock())
    with office.sessions() as session:
        assert list(session.scalars(select(StatusTry.subject))) == [attempts.hashed(KEY, "dossier", CODE)]


def test_the_key_comes_from_the_vaults_and_is_not_it(keys: tuple[str, str]) -> None:
    assert make_key(keys[1]) == make_key(keys[1])
    assert make_key(keys[1]) != make_key(keys[0])
    assert len(make_key(keys[1])) == 64


def _at_once(sessions: sessionmaker[Session]) -> list[bool]:
    def attempt(number: int) -> bool:
        try:
            _try(sessions, dossier=f"H29-240702-{number:04}")
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(12) as pool:
        return list(pool.map(attempt, range(24)))


def test_of_many_tries_at_once_only_five_get_through(office: Office) -> None:
    assert sum(_at_once(office.sessions)) == 5


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Engine]:
    """A migrated PostgreSQL data base."""
    engine = make_engine(postgres_url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.mark.postgres
def test_of_many_tries_at_once_only_five_get_through_on_postgresql(postgres: Engine) -> None:
    assert sum(_at_once(make_sessions(postgres))) == 5
