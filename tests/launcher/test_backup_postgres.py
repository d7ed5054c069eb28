"""A backup of a bot whose data base is PostgreSQL; where the server refuses, every file stays."""

import asyncio
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, make_url, text

from bot.launcher import postgres
from bot.launcher.backup import backup
from bot.launcher.errors import LaunchError
from bot.launcher.postgres import EMPTY
from bot.launcher.restore import restore
from bot.launcher.settings import LauncherSettings
from procedures.db import make_engine
from tests.launcher.backed_up import FIRST, settings_in, talk, whole


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LauncherSettings:
    return settings_in(tmp_path, monkeypatch)


@contextmanager
def made() -> Iterator[str]:
    """The address of a PostgreSQL data base of its own."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if not given:
        pytest.fail("TEST_POSTGRES_URL is not set")
    name = f"backup_{uuid.uuid4().hex[:12]}"
    plain = given.replace("+psycopg", "", 1)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    yield make_url(given).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The main one."""
    with made() as url:
        monkeypatch.setenv("DATABASE_URL", url)
        yield url


@pytest.fixture
def tracker(settings: LauncherSettings) -> Iterator[str]:
    """Rasa's, with one talk in it; as psycopg reads its address."""
    with made() as url:
        settings.tracker_url = plain = url.replace("+psycopg", "", 1)
        with psycopg.connect(plain) as connection:
            connection.execute("CREATE TABLE events (sender_id text); INSERT INTO events VALUES ('before')")
        yield plain


def senders(tracker: str) -> list[str]:
    with psycopg.connect(tracker) as connection:
        return [row[0] for row in connection.execute("SELECT sender_id FROM events ORDER BY 1")]


@pytest.mark.postgres
def test_postgresql_comes_back_too(settings: LauncherSettings, database: str) -> None:
    settings.state.mkdir()
    (settings.state / "secrets.json").write_text("{}")
    (conversation,) = talk(database)
    archive = asyncio.run(backup(settings))
    engine = make_engine(database)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM items"))
    engine.dispose()
    assert talk(database, conversation) == []
    asyncio.run(restore(settings, str(archive)))
    assert talk(database, conversation) == [FIRST.text]


@pytest.mark.postgres
def test_a_backup_of_the_other_kind_is_refused(
    settings: LauncherSettings, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.state.mkdir()
    talk(database)
    archive = asyncio.run(backup(settings))
    monkeypatch.delenv("DATABASE_URL")
    with pytest.raises(LaunchError, match="PostgreSQL"):
        asyncio.run(restore(settings, str(archive)))


def _contents(folder: Path) -> dict[str, bytes]:
    kept = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != "backups")
    return {str(path.relative_to(folder)): path.read_bytes() for path in kept if path.name != "launcher.lock"}


@pytest.mark.postgres
@pytest.mark.parametrize("fault", ["wrong password", "no program", "a dump that breaks off"])
def test_where_postgresql_refuses_every_file_stays(
    settings: LauncherSettings, database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fault: str
) -> None:
    whole(settings)
    (settings.state / "motcua.db").unlink()
    (conversation,) = talk(database)
    archive = asyncio.run(backup(settings))
    (settings.state / "secrets.json").write_text("newer")
    before = _contents(settings.state)
    with monkeypatch.context() as broken:
        if fault == "wrong password":
            wrong = make_url(database).set(username="nobody-of-that-name", password="wrong")
            broken.setenv("DATABASE_URL", wrong.render_as_string(hide_password=False))
        elif fault == "no program":
            broken.setenv("PATH", str(tmp_path))
        else:
            broken.setattr("bot.launcher.postgres.EMPTY", EMPTY + "CREATE TABLE items (id int);")
        with pytest.raises(LaunchError, match="Nothing was changed"):
            asyncio.run(restore(settings, str(archive)))
    assert _contents(settings.state) == before
    assert not list(settings.state.glob("before-restore-*"))
    assert talk(database, conversation) == [FIRST.text]


NEWER = """
CREATE TABLE newer (id serial PRIMARY KEY, conversation varchar REFERENCES conversations (id));
CREATE VIEW newest AS SELECT * FROM newer;
CREATE TYPE mood AS ENUM ('good');
CREATE FUNCTION newly(mood) RETURNS int LANGUAGE sql AS 'SELECT 1';
"""


@pytest.mark.postgres
@pytest.mark.parametrize("schema", ["public", "of its own"])
def test_a_backup_comes_back_over_what_a_newer_version_made(
    settings: LauncherSettings, database: str, monkeypatch: pytest.MonkeyPatch, schema: str
) -> None:
    settings.state.mkdir()
    url = database
    with psycopg.connect(database.replace("+psycopg", "", 1), autocommit=True) as connection:
        connection.execute('CREATE SCHEMA other; CREATE TABLE other.kept (id int); CREATE SCHEMA "of its own"')
    if schema != "public":
        url = f"{database}?options=-csearch_path%3D%22of%5C+its%5C+own%22"
        monkeypatch.setenv("DATABASE_URL", url)
    (conversation,) = talk(url)
    archive = asyncio.run(backup(settings))
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(NEWER)
        connection.execute(text("INSERT INTO newer (conversation) SELECT id FROM conversations"))
    asyncio.run(restore(settings, str(archive)))
    with engine.connect() as connection:
        found = {
            each: connection.execute(text("SELECT to_regclass(:name)"), {"name": each}).scalar()
            for each in ("newer", "newest", "other.kept", "items")
        }
        assert connection.execute(text("SELECT to_regtype('mood')")).scalar() is None
    engine.dispose()
    assert [name for name, there in found.items() if there is None] == ["newer", "newest"]
    assert talk(url, conversation) == [FIRST.text]


@pytest.mark.postgres
def test_rasas_data_base_comes_back_too(settings: LauncherSettings, database: str, tracker: str) -> None:
    settings.state.mkdir()
    (conversation,) = talk(database)
    archive = asyncio.run(backup(settings))
    with psycopg.connect(tracker) as connection:
        connection.execute("INSERT INTO events VALUES ('later')")
    asyncio.run(restore(settings, str(archive)))
    assert senders(tracker) == ["before"]
    assert talk(database, conversation) == [FIRST.text]
    with psycopg.connect(database.replace("+psycopg", "", 1)) as connection:  # no conversation of ours
        assert connection.execute("SELECT sender FROM trackers_to_erase").fetchall() == [("before",)]


@pytest.mark.postgres
def test_where_rasas_data_base_refuses_the_main_one_goes_back(
    settings: LauncherSettings, database: str, tracker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.state.mkdir()
    talk(database)
    archive = asyncio.run(backup(settings))
    (later,) = talk(database)
    replace = postgres.replace

    def refuse(url: URL, source: Path, folder: Path) -> None:
        if source.name == "tracker.dump":
            raise LaunchError("psql failed.")
        replace(url, source, folder)

    monkeypatch.setattr(postgres, "replace", refuse)
    with pytest.raises(LaunchError, match="Nothing was changed"):
        asyncio.run(restore(settings, str(archive)))
    assert talk(database, later) == [FIRST.text]


@pytest.mark.postgres
def test_rasas_data_base_is_not_left_out_of_a_restore(settings: LauncherSettings, database: str, tracker: str) -> None:
    settings.state.mkdir()
    talk(database)
    archive = asyncio.run(backup(settings))
    settings.tracker_url = ""
    with pytest.raises(LaunchError, match="set TRACKER_URL"):
        asyncio.run(restore(settings, str(archive)))


@pytest.mark.parametrize(("url", "dialect"), [("nonsense", ""), ("mysql://localhost/rasa", ""), ("", "mysql")])
def test_a_memory_of_rasas_that_cannot_be_backed_up_is_not_left_out(
    settings: LauncherSettings, monkeypatch: pytest.MonkeyPatch, url: str, dialect: str
) -> None:
    whole(settings)
    settings.tracker_url = url
    monkeypatch.setenv("TRACKER_DIALECT", dialect)
    with pytest.raises(LaunchError, match="TRACKER_"):
        asyncio.run(backup(settings))
