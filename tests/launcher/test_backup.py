"""A backup made while somebody writes brings everything back; one that is not whole changes nothing."""

import asyncio
import os
import shutil
import sqlite3
import stat
import tarfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.orm import Session

from bot.launcher.alone import held
from bot.launcher.backup import backup, restore
from bot.launcher.errors import LaunchError
from bot.launcher.postgres import EMPTY
from bot.launcher.settings import LauncherSettings
from bot.web.conversations import items_since, start_conversation
from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from procedures.payload import Payload

FIRST = Payload.model_validate({"kind": "notice", "outcome": "smalltalk", "text": "Xin chào anh/chị."})


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LauncherSettings:
    for name in ("DATABASE_URL", "NAMES_FILE", "TRACKER_DB", "TRACKER_DIALECT"):
        monkeypatch.delenv(name, raising=False)
    return LauncherSettings(state_dir=tmp_path / "state", models_dir=None)


def talk(url: str, work: str = "") -> list[str]:
    """Starts a conversation in the data base, or reads what that one holds."""
    engine = make_engine(url)
    migrate(engine)
    with make_sessions(engine).begin() as session:
        found = _texts(session, work) if work else [start_conversation(session, FIRST).id]
    engine.dispose()
    return found


def _texts(session: Session, conversation: str) -> list[str]:
    return [entry.payload["text"] for entry in items_since(session, conversation)]


def whole(settings: LauncherSettings) -> str:
    """A state folder with a conversation; gives its id."""
    settings.state.mkdir()
    (conversation,) = talk(f"sqlite:///{settings.state / 'motcua.db'}")
    with closing(sqlite3.connect(settings.state / "tracker.db")) as tracker:
        tracker.execute("CREATE TABLE events (data TEXT)")
        tracker.execute("INSERT INTO events VALUES ('kept')")
        tracker.commit()
    (settings.state / "secrets.json").write_text('{"ADDRESS_KEY": "a secret"}')
    (settings.state / "names.json").write_text("{}")
    return conversation


def test_what_was_lost_comes_back(settings: LauncherSettings) -> None:
    conversation = whole(settings)
    archive = asyncio.run(backup(settings))
    kept = settings.state.parent / "elsewhere.tar.gz"
    shutil.copy(archive, kept)
    shutil.rmtree(settings.state)
    asyncio.run(restore(settings, str(kept)))
    assert talk(f"sqlite:///{settings.state / 'motcua.db'}", conversation) == [FIRST.text]
    with closing(sqlite3.connect(settings.state / "tracker.db")) as tracker:
        assert tracker.execute("SELECT data FROM events").fetchall() == [("kept",)]
    assert "a secret" in (settings.state / "secrets.json").read_text()


def test_what_is_there_is_moved_aside_and_not_lost(settings: LauncherSettings) -> None:
    before = whole(settings)
    archive = asyncio.run(backup(settings))
    (later,) = talk(f"sqlite:///{settings.state / 'motcua.db'}")
    aside = asyncio.run(restore(settings, str(archive)))
    assert talk(f"sqlite:///{settings.state / 'motcua.db'}", before) == [FIRST.text]
    assert talk(f"sqlite:///{settings.state / 'motcua.db'}", later) == []
    assert talk(f"sqlite:///{aside / 'motcua.db'}", later) == [FIRST.text]


def test_nobody_else_may_read_it(settings: LauncherSettings) -> None:
    whole(settings)
    assert stat.S_IMODE(asyncio.run(backup(settings)).stat().st_mode) == 0o600


def test_a_backup_amid_writing_is_consistent(settings: LauncherSettings) -> None:
    whole(settings)
    stop = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(settings.state / "tracker.db", timeout=30)) as tracker:
            while not stop.is_set():
                with tracker:  # two rows or none
                    tracker.executemany("INSERT INTO events VALUES (?)", [("x",), ("y",)])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        archives = [asyncio.run(backup(settings, str(settings.state.parent / f"{at}.tar.gz"))) for at in range(3)]
    finally:
        stop.set()
        writer.join()
    for archive in archives:
        asyncio.run(restore(settings, str(archive)))
        with closing(sqlite3.connect(settings.state / "tracker.db")) as tracker:
            assert tracker.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert tracker.execute("SELECT COUNT(*) % 2 FROM events").fetchone() == (1,)  # with the first row


def test_a_running_bot_is_not_restored_over(settings: LauncherSettings) -> None:
    whole(settings)
    archive = asyncio.run(backup(settings))
    with held(settings.state), pytest.raises(LaunchError, match="stop it first"):
        asyncio.run(restore(settings, str(archive)))


@pytest.mark.parametrize("spoil", ["cut", "no archive", "missing", "foreign", "changed", "climbs out"])
def test_an_archive_that_is_not_whole_changes_nothing(settings: LauncherSettings, spoil: str) -> None:
    conversation = whole(settings)
    archive = asyncio.run(backup(settings))
    content = archive.read_bytes()
    if spoil == "cut":
        archive.write_bytes(content[: len(content) // 2])
    elif spoil == "no archive":
        archive.write_text("hello")
    elif spoil == "missing":
        archive.unlink()
    else:
        folder = settings.state.parent / "spoilt"
        with tarfile.open(archive) as old:
            old.extractall(folder, filter="data")
        (folder / "names.json").write_text("changed")
        if spoil == "foreign":
            (folder / "manifest.json").write_text('{"form": 1, "files": {"../x": "0"}}')
        with tarfile.open(archive, "w:gz") as new:
            for each in folder.iterdir():
                new.add(each, f"../{each.name}" if spoil == "climbs out" else each.name)
    with pytest.raises(LaunchError, match="nothing was changed"):
        asyncio.run(restore(settings, str(archive)))
    assert talk(f"sqlite:///{settings.state / 'motcua.db'}", conversation) == [FIRST.text]
    assert (settings.state / "names.json").read_text() == "{}"


def test_an_empty_folder_is_no_backup(settings: LauncherSettings) -> None:
    settings.state.mkdir()
    with pytest.raises(LaunchError, match="nothing to back up"):
        asyncio.run(backup(settings))
    assert not list(settings.state.rglob("*.tar.gz"))


def test_files_that_the_settings_move_are_kept_and_come_back(
    settings: LauncherSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = whole(settings)
    moved = {name: tmp_path / "elsewhere" / name for name in ("main.sqlite", "names.txt", "tracker.sqlite")}
    (tmp_path / "elsewhere").mkdir()
    for name, old in zip(moved, ("motcua.db", "names.json", "tracker.db"), strict=True):
        shutil.move(settings.state / old, moved[name])
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{moved['main.sqlite']}")
    monkeypatch.setenv("NAMES_FILE", str(moved["names.txt"]))
    monkeypatch.setenv("TRACKER_DB", str(moved["tracker.sqlite"]))
    archive = asyncio.run(backup(settings))
    shutil.rmtree(tmp_path / "elsewhere")
    asyncio.run(restore(settings, str(archive)))
    assert talk(f"sqlite:///{moved['main.sqlite']}", conversation) == [FIRST.text]
    assert all(path.exists() for path in moved.values())
    assert not any((settings.state / name).exists() for name in ("motcua.db", "names.json", "tracker.db"))


@pytest.mark.parametrize("url", ["sqlite:///{}/none.db", "sqlite://", "mysql://localhost/x", "nonsense"])
def test_without_the_data_base_there_is_no_backup(
    settings: LauncherSettings, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole(settings)
    monkeypatch.setenv("DATABASE_URL", url.format(settings.state))
    with pytest.raises(LaunchError, match="no data base at|DATABASE_URL"):
        asyncio.run(backup(settings))
    assert not list(settings.state.rglob("*.tar.gz"))


def test_files_go_back_where_one_cannot_be_put_in_place(
    settings: LauncherSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = whole(settings)
    archive = asyncio.run(backup(settings))
    (later,) = talk(f"sqlite:///{settings.state / 'motcua.db'}")
    (settings.state / "secrets.json").write_text("newer")
    (tmp_path / "a file").touch()
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "a file" / "tracker.db"))
    with pytest.raises(LaunchError, match="before-restore-"):
        asyncio.run(restore(settings, str(archive)))
    assert (settings.state / "secrets.json").read_text() == "newer"
    for conversation in (before, later):
        assert talk(f"sqlite:///{settings.state / 'motcua.db'}", conversation) == [FIRST.text]


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A PostgreSQL data base of its own."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if not given:
        pytest.fail("TEST_POSTGRES_URL is not set")
    name = f"backup_{uuid.uuid4().hex[:12]}"
    url = make_url(given).set(database=name).render_as_string(hide_password=False)
    plain = given.replace("+psycopg", "", 1)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


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
