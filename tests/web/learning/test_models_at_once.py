"""Two admins at the same moment on PostgreSQL: one wish about models, one row in the log."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from bot.training import requests
from bot.training.errors import AlreadyReleasing, AlreadyTraining, TrainingRefused
from bot.web.accounts import people
from bot.web.accounts.audit import Who
from bot.web.accounts.models import AuditEntry
from bot.web.learning.model_pages import asks
from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from tests.web.learning import made_models as made

pytestmark = pytest.mark.postgres
Sessions = sessionmaker[Session]
Ask = Callable[[Session, int], object]


@pytest.fixture
def sessions(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sessions]:
    """Two admins, a running model, one that passed beside it, an example that neither knows."""
    monkeypatch.setattr(requests, "TESTS", Path(__file__))
    engine = make_engine(postgres_url)
    migrate(engine)
    opened = make_sessions(engine)
    with opened.begin() as session:
        for login in ("lan", "hoa"):
            people.make(session, login, login, "", ["admin"])
        first, second = made.model(session, "a"), made.model(session, "b")
        made.live(session, first.id)
        made.ended(session, 1, first.id, second)
        made.example(session, "tốn mấy đồng")
    yield opened
    engine.dispose()


def at_once(sessions: Sessions, ask: Ask, *accounts: int) -> list[type[TrainingRefused] | None]:
    """What each of them got."""
    ready = Barrier(len(accounts))

    def one(account: int) -> type[TrainingRefused] | None:
        ready.wait(20)
        try:
            with sessions.begin() as session:
                ask(session, account)
        except TrainingRefused as error:
            return type(error)
        return None

    with ThreadPoolExecutor(len(accounts)) as pool:
        return list(pool.map(one, accounts))


def train(session: Session, account: int) -> None:
    asks.train(session, Who(account), account, "học câu mới")


def release(session: Session, account: int) -> None:
    asks.release(session, Who(account), account, 2, 1, "đạt")


def stop(session: Session, account: int) -> None:
    asks.stop(session, Who(account), 2)


@pytest.mark.parametrize(("ask", "refusal"), [(train, AlreadyTraining), (release, AlreadyReleasing)])
def test_one_gets_it_and_the_other_is_told(sessions: Sessions, ask: Ask, refusal: type[TrainingRefused]) -> None:
    got = at_once(sessions, ask, 1, 2)
    assert (got.count(None), got.count(refusal)) == (1, 1) and logged(sessions) == 1


@pytest.mark.parametrize("ask", [train, release])
def test_a_double_click_is_one(sessions: Sessions, ask: Ask) -> None:
    assert at_once(sessions, ask, 1, 1) == [None, None] and logged(sessions) == 1


def test_stopped_by_two_it_stops_once(sessions: Sessions) -> None:
    with sessions.begin() as session:
        made.training(session, 1)
    assert at_once(sessions, stop, 1, 2) == [None, None] and logged(sessions) == 1


def logged(sessions: Sessions) -> int:
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry)) or 0
