"""Who guesses is slowed down, on both data bases, however many guess at once."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts import tries
from bot.web.accounts.errors import TooManyTries
from bot.web.accounts.models import SignInTry
from procedures.calendar import now
from procedures.db import make_engine, make_sessions

ME = tries.subject(b"key", "login", "hoa")
HERE = tries.subject(b"key", "address", "a1")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[sessionmaker[Session]]:
    engine = make_engine(f"sqlite:///{tmp_path / 'tries.db'}")
    SignInTry.metadata.tables["sign_in_tries"].create(engine)
    yield make_sessions(engine)
    engine.dispose()


@pytest.fixture
def big_store(postgres_url: str) -> Iterator[sessionmaker[Session]]:
    engine = make_engine(postgres_url)
    SignInTry.metadata.tables["sign_in_tries"].create(engine)
    yield make_sessions(engine)
    engine.dispose()


def _try(store: sessionmaker[Session], *subjects: tries.Subject) -> bool:
    try:
        with store.begin() as session:
            tries.begin(session, subjects or (ME,))
    except TooManyTries:
        return False
    return True


def _wait(store: sessionmaker[Session], **time: float) -> None:
    """As if that much time had passed."""
    moment = now() - timedelta(**time)
    with store.begin() as session:
        session.execute(update(SignInTry).values(blocked_until=moment))


def test_five_tries_are_free_and_each_further_one_waits_twice_as_long(store: sessionmaker[Session]) -> None:
    assert [_try(store) for _ in range(6)] == [True] * 5 + [False]
    waits = []
    for _ in range(9):
        with pytest.raises(TooManyTries) as refused, store.begin() as session:
            tries.begin(session, (ME,))
        waits.append(round(refused.value.seconds, -1))
        _wait(store)
        assert _try(store)
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_a_right_try_ends_the_count_of_the_account_and_gives_the_address_back_its_own(
    store: sessionmaker[Session],
) -> None:
    for _ in range(4):
        _try(store, ME, HERE)
    with store.begin() as session:
        tries.was_right(session, (ME, HERE))
        counts = {row.subject: row.failed for row in session.query(SignInTry)}
    assert counts == {HERE[1]: 3}


def test_one_account_does_not_slow_down_another_nor_its_whole_office(store: sessionmaker[Session]) -> None:
    assert all(_try(store, ME, HERE) for _ in range(5)) and not _try(store, ME, HERE)
    assert _try(store, tries.subject(b"key", "login", "lan"), HERE)


def test_an_address_that_tries_many_accounts_is_slowed_down(store: sessionmaker[Session]) -> None:
    taken = [_try(store, tries.subject(b"key", "login", f"x{number}"), HERE) for number in range(60)]
    assert taken == [True] * 50 + [False] * 10


def test_counts_are_forgotten_after_a_day_and_name_nobody(store: sessionmaker[Session]) -> None:
    for _ in range(5):
        _try(store)
    with store.begin() as session:
        assert all("hoa" not in row.subject for row in session.query(SignInTry))
        session.execute(update(SignInTry).values(forget_at=now() - timedelta(seconds=1)))
    assert _try(store)


def _at_once(store: sessionmaker[Session]) -> int:
    results: list[bool] = []
    gate = threading.Barrier(16)

    def guess() -> None:
        gate.wait()
        results.append(_try(store))

    threads = [threading.Thread(target=guess) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(results)


def test_sixteen_at_once_get_no_further_than_five(store: sessionmaker[Session]) -> None:
    assert _at_once(store) == 5


@pytest.mark.postgres
def test_sixteen_at_once_get_no_further_than_five_on_postgresql(big_store: sessionmaker[Session]) -> None:
    assert 1 <= _at_once(big_store) <= 5
