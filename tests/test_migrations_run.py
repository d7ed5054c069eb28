"""Migrations beside others: a table in use, a second run at the same moment, servers that wait for them."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import OperationalError

from procedures.db import make_engine
from procedures.migrations import __main__ as command
from procedures.migrations import run
from procedures.migrations.needed import needed

BEFORE = "0012"
"""The revision before one that changes ``draft_remarks``."""


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Engine]:
    """A PostgreSQL data base at an older revision."""
    engine = make_engine(postgres_url)
    run.migrate(engine, BEFORE)
    yield engine
    engine.dispose()


def _columns(engine: Engine) -> set[str]:
    return {column["name"] for column in inspect(engine).get_columns("draft_remarks")}


@pytest.mark.postgres
def test_a_table_in_use_is_let_go_and_tried_again(postgres: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses = 0
    reader = postgres.connect()
    reader.execute(text("SELECT 1 FROM draft_remarks"))  # as pg_dump: it keeps others from changing the table

    def pause(_seconds: float) -> None:
        nonlocal pauses
        pauses += 1
        with postgres.connect() as other:  # nothing queues behind a change that waits
            other.execute(text("SELECT 1 FROM draft_remarks"))
        reader.close()

    monkeypatch.setattr(run, "LOCK_SECONDS", 1)
    monkeypatch.setattr(run, "sleep", pause)
    run.migrate(postgres)
    assert pauses == 1 and "quote" in _columns(postgres)


@pytest.mark.postgres
def test_a_table_that_stays_in_use_is_an_error_and_changes_nothing(
    postgres: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "LOCK_SECONDS", 1)
    monkeypatch.setattr(run, "TRIES", 2)
    monkeypatch.setattr(run, "PAUSE_SECONDS", 0)
    with postgres.connect() as reader:
        reader.execute(text("SELECT 1 FROM draft_remarks"))
        with pytest.raises(OperationalError):
            run.migrate(postgres)
    assert "quote" not in _columns(postgres)


@pytest.mark.postgres
def test_runs_at_the_same_moment_take_turns(postgres_url: str) -> None:
    engines = [make_engine(postgres_url) for _ in range(3)]
    failed: list[Exception] = []

    def migrate(engine: Engine) -> None:
        try:
            run.migrate(engine)
        except Exception as error:  # noqa: BLE001 - shown below
            failed.append(error)

    threads = [threading.Thread(target=migrate, args=(engine,)) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == [] and "quote" in _columns(engines[0])
    for engine in engines:
        engine.dispose()


def test_the_revision_that_servers_need_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(run.__file__).parent))
    config.set_main_option("path_separator", "os")
    order = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert order[0] == needed() and order == sorted(order, reverse=True)


def test_waiting_ends_with_the_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    engine = make_engine(url)
    ahead = [BEFORE, "head"]
    monkeypatch.setattr(command, "sleep", lambda _seconds: run.migrate(engine, ahead.pop(0)))
    assert command.main(["wait"]) == 0 and ahead == []
    assert command.main(["wait", "--seconds", "0"]) == 0
    engine.dispose()


@pytest.mark.parametrize(("revision", "why"), [(None, "could not be asked"), (BEFORE, "has an older one")])
def test_waiting_in_vain_ends_with_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], revision: str | None, why: str
) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    if revision:
        engine = make_engine(url)
        run.migrate(engine, revision)
        engine.dispose()
    assert command.main(["wait", "--seconds", "0"]) == 1
    said = capsys.readouterr().err
    assert why in said and needed() in said and said.count("\n") == 1
