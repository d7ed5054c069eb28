"""Migrations make exactly the tables that the code declares, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

import actions.attempts
import bot.web.models
import procedures.models
import procedures.vault
from procedures.db import Base, make_engine
from procedures.migrations.run import migrate

DECLARING = (actions.attempts, bot.web.models, procedures.models, procedures.vault)


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
