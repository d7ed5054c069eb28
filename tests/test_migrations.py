"""Migrations make exactly the tables that the code declares, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

import actions.attempts
import bot.training.tables
import bot.web.accounts.models
import bot.web.citizen.models
import bot.web.citizen.site_models
import bot.web.desk.models
import bot.web.editing.models
import bot.web.learning.models
import bot.web.models
import procedures.drafts
import procedures.followed
import procedures.models
import procedures.vault
from procedures.db import Base, make_engine
from procedures.migrations.run import migrate

DECLARING = (
    actions.attempts, bot.training.tables, bot.web.accounts.models, bot.web.citizen.models, bot.web.citizen.site_models,
    bot.web.desk.models, bot.web.editing.models,
    bot.web.learning.models, bot.web.models,
    procedures.drafts, procedures.followed, procedures.models, procedures.vault,
)  # fmt: skip


BEGUN, LAST = "2026-01-02 08:00:00", "2026-01-02 09:30:00"


def _written(moment: object) -> str:
    """A moment as SQLite keeps it, in UTC."""
    return str(moment.astimezone(UTC) if isinstance(moment, datetime) else moment)[:19]


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    """An empty SQLite file."""
    engine = make_engine(f"sqlite:///{tmp_path / 'test.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Engine]:
    """An empty PostgreSQL data base."""
    engine = make_engine(postgres_url)
    yield engine
    engine.dispose()


def _differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


def test_sqlite_gets_what_the_code_declares(sqlite: Engine) -> None:
    migrate(sqlite)
    assert _differences(sqlite) == []


@pytest.mark.postgres
def test_postgresql_gets_what_the_code_declares(postgres: Engine) -> None:
    migrate(postgres)
    assert _differences(postgres) == []


def test_migrating_again_changes_nothing(sqlite: Engine) -> None:
    migrate(sqlite)
    migrate(sqlite)
    assert "revisions" in inspect(sqlite).get_table_names()


@pytest.mark.parametrize("module", DECLARING, ids=lambda module: module.__name__)
def test_every_module_with_tables_is_known_here(module: ModuleType) -> None:
    assert module.Base is Base


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_conversations_from_before_the_citizens_side_know_when_their_last_message_came(
    engine: str, request: pytest.FixtureRequest
) -> None:
    found: Engine = request.getfixturevalue(engine)
    migrate(found, "0003")
    zone = "+00" if engine == "postgres" else ""
    with found.begin() as connection:
        for name in ("talked", "silent"):
            columns = "(id, token_hash, lang, created_at, last_seq)"
            connection.execute(
                text(f"INSERT INTO conversations {columns} VALUES ('{name}', 'x', 'vi', '{BEGUN}{zone}', 0)")
            )
        for seq, at in enumerate((BEGUN, LAST), 1):
            columns = "(conversation_id, seq, sender, at, payload)"
            connection.execute(
                text(f"INSERT INTO items {columns} VALUES ('talked', {seq}, 'bot', '{at}{zone}', '{{}}')")
            )
    migrate(found)
    with found.connect() as connection:
        rows = connection.execute(text("SELECT id, last_at FROM conversations ORDER BY id")).all()
    assert [(name, _written(at)) for name, at in rows] == [("silent", BEGUN), ("talked", LAST)]
