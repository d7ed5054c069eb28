"""Connections to PostgreSQL: a server that is gone or too slow is an error, and they are only as many as set."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError, TimeoutError
from sqlalchemy.pool import QueuePool

from procedures.db import make_engine
from procedures.settings import KnowledgeSettings

pytestmark = pytest.mark.postgres


@pytest.fixture
def engine(postgres_url: str) -> Iterator[Engine]:
    """As the parts make it."""
    made = make_engine(postgres_url)
    yield made
    made.dispose()


def test_a_server_that_is_gone_without_a_word_is_noticed(engine: Engine) -> None:
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        used = raw.info.get_parameters()
    assert {name: used[name] for name in ("tcp_user_timeout", "keepalives_idle", "connect_timeout")} == {
        "tcp_user_timeout": "10000", "keepalives_idle": "5", "connect_timeout": "10",
    }  # fmt: skip


def test_statements_are_bounded_also_after_a_transaction_was_taken_back(engine: Engine) -> None:
    for _ in range(2):
        with engine.connect() as connection:
            assert connection.scalar(text("SHOW statement_timeout")) == "15s"
            connection.rollback()


def test_a_statement_that_takes_too_long_is_cut_and_the_connection_goes_on(postgres_url: str) -> None:
    engine = make_engine(postgres_url, statement_seconds=1)
    with engine.connect() as connection:
        with pytest.raises(OperationalError, match="statement timeout"):
            connection.execute(text("SELECT pg_sleep(60)"))
        connection.rollback()
        assert connection.scalar(text("SELECT 1")) == 1
    engine.dispose()


def test_who_must_not_be_cut_says_so(postgres_url: str) -> None:
    engine = make_engine(postgres_url, statement_seconds=0)
    with engine.connect() as connection:
        assert connection.scalar(text("SHOW statement_timeout")) == "0"
    engine.dispose()


def test_connections_are_as_many_as_set(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_POOL", "1")
    monkeypatch.setenv("DATABASE_OVERFLOW", "1")
    settings = KnowledgeSettings()
    engine = make_engine(postgres_url, settings.database_pool, settings.database_overflow)
    assert isinstance(engine.pool, QueuePool)
    monkeypatch.setattr(engine.pool, "_timeout", 0)
    with engine.connect(), engine.connect(), pytest.raises(TimeoutError):
        engine.connect()
    engine.dispose()
