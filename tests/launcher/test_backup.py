"""A backup made while somebody writes brings everything back; one that is not whole changes nothing."""

import asyncio
import shutil
import sqlite3
import stat
import tarfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.launcher.alone import held
from bot.launcher.backup import backup
from bot.launcher.errors import LaunchError
from bot.launcher.restore import restore
from bot.launcher.settings import LauncherSettings
from tests.launcher.backed_up import FIRST, settings_in, talk, whole


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LauncherSettings:
    return settings_in(tmp_path, monkeypatch)


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
