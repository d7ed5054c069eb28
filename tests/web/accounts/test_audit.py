"""The log: written with what was done, and nobody can change it, not even with SQL."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from bot.web.accounts import audit
from bot.web.accounts.models import AuditEntry
from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path / 'audit.db'}")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Engine]:
    engine = make_engine(postgres_url)
    migrate(engine)
    yield engine
    engine.dispose()


def _stays(engine: Engine, statements: list[str]) -> None:
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        audit.write(session, audit.SYSTEM, "test", ("account", 1), {"a": 1}, {"a": 2}, "lý do")
    for statement in statements:
        with pytest.raises(DBAPIError, match="append only"), engine.begin() as connection:
            connection.execute(text(statement))
    with sessions() as session:
        (row,) = session.query(AuditEntry)
        assert (row.action, row.before, row.after, row.reason) == ("test", {"a": 1}, {"a": 2}, "lý do")


CHANGES = ["UPDATE audit SET reason = 'x'", "DELETE FROM audit", "DELETE FROM audit WHERE id = 1"]


def test_a_row_is_neither_changed_nor_deleted(sqlite: Engine) -> None:
    _stays(sqlite, CHANGES)


@pytest.mark.postgres
def test_a_row_is_neither_changed_nor_deleted_on_postgresql(postgres: Engine) -> None:
    _stays(postgres, [*CHANGES, "TRUNCATE audit"])


@pytest.mark.parametrize("secret", ["password", "totp_sealed", "token"])
def test_a_secret_does_not_get_into_the_log(sqlite: Engine, secret: str) -> None:
    with pytest.raises(ValueError, match="secret"), make_sessions(sqlite).begin() as session:
        audit.write(session, audit.SYSTEM, "test", ("account", 1), after={secret: "x"})


def test_numbers_in_values_and_reasons_are_hidden_by_whoever_they_are_written(sqlite: Engine) -> None:
    told = "chị Lan, 0912 345 678"
    before, after = {"rows": [{"text": told}], "count": 912345678}, {"email": "lan@gmail.com"}
    with make_sessions(sqlite).begin() as session:
        audit.write(session, audit.SYSTEM, "test", ("account", 1), before, after, f"theo {told}")
        row = session.query(AuditEntry).one()
        hidden = "chị Lan, [đã che: số điện thoại]"
        assert (row.before, row.reason) == ({"rows": [{"text": hidden}], "count": 912345678}, f"theo {hidden}")
        assert row.after == {"email": "[đã che: địa chỉ email]"}


@pytest.mark.parametrize(
    "value",
    [
        "2026-07-01", "1900 1234", "2.002364", "H29.15-240702-0012", "https://dichvucong.tinh.gov.vn",
        "3b05cf67849835e31dfbfb7f57d4510614784ad5874404ed374aa835f8b3d194", "motcua-b1234567fd26da5a", 30, True, None,
    ],
)  # fmt: skip
def test_what_names_nobody_stays_as_it_is(sqlite: Engine, value: object) -> None:
    with make_sessions(sqlite).begin() as session:
        audit.write(session, audit.SYSTEM, "test", ("account", 1), {"value": value}, {"at": datetime(2026, 11, 22, 8)})
        row = session.query(AuditEntry).one()
        assert (row.before, row.after) == ({"value": value}, {"at": "2026-11-22T08:00:00"})
