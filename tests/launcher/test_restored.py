"""A restore brings nothing back that a citizen had deleted, and Rasa forgets talks that are no conversation."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.launcher.backup import backup
from bot.launcher.restore import restore
from bot.launcher.settings import LauncherSettings
from bot.web.citizen.erase import erase, id_hash
from bot.web.citizen.site_models import ErasedConversation, TrackerToErase
from bot.web.conversations import start_conversation
from bot.web.models import Conversation
from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from tests.launcher.backed_up import FIRST, settings_in


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LauncherSettings:
    found = settings_in(tmp_path, monkeypatch)
    found.state.mkdir()
    return found


def begin(settings: LauncherSettings, revision: str = "head") -> str:
    """A conversation that Rasa remembers."""
    engine = make_engine(_url(settings))
    migrate(engine, revision)
    with make_sessions(engine).begin() as session:
        conversation = start_conversation(session, FIRST).id
    engine.dispose()
    with closing(sqlite3.connect(settings.state / "tracker.db")) as tracker, tracker:
        tracker.execute("CREATE TABLE IF NOT EXISTS events (sender_id TEXT)")
        tracker.executemany("INSERT INTO events VALUES (?)", [(conversation,)] * 2)
    return conversation


def delete(settings: LauncherSettings, conversation: str) -> None:
    """As its citizen does."""
    engine = make_engine(_url(settings))
    migrate(engine)
    with make_sessions(engine).begin() as session:
        erase(session, [conversation], "citizen")
    engine.dispose()


def kept(settings: LauncherSettings) -> tuple[set[str], set[str]]:
    """Conversations, and those that Rasa still has to forget."""
    engine = make_engine(_url(settings))
    with make_sessions(engine)() as session:
        found = set(session.scalars(select(Conversation.id))), set(session.scalars(select(TrackerToErase.sender)))
    engine.dispose()
    return found


def _url(settings: LauncherSettings) -> str:
    return f"sqlite:///{settings.state / 'motcua.db'}"


@pytest.mark.parametrize("revision", ["head", "0013"])  # 0013 knew no hashes yet
def test_what_was_deleted_after_the_backup_stays_deleted(settings: LauncherSettings, revision: str) -> None:
    stays, goes = begin(settings, revision), begin(settings, revision)
    archive = asyncio.run(backup(settings))
    delete(settings, goes)
    aside = asyncio.run(restore(settings, str(archive)))
    assert kept(settings) == ({stays}, {goes})
    assert (aside / "erased.txt").read_text() == f"{id_hash(goes)}\n"


def test_it_stays_deleted_when_a_second_backup_is_restored(settings: LauncherSettings) -> None:
    before = begin(settings)
    archive = asyncio.run(backup(settings))
    goes = begin(settings)
    newer = asyncio.run(backup(settings, str(settings.state / "newer.tar.gz")))
    delete(settings, goes)
    for each in (archive, newer):
        asyncio.run(restore(settings, str(each)))
        assert kept(settings)[0] == {before}


def test_rasa_forgets_what_was_begun_after_the_backup(settings: LauncherSettings) -> None:
    before = begin(settings)
    (settings.state / "tracker.db").rename(settings.state / "away.db")  # as where it lies elsewhere
    archive = asyncio.run(backup(settings))
    (settings.state / "away.db").rename(settings.state / "tracker.db")
    later = begin(settings)
    asyncio.run(restore(settings, str(archive)))
    assert kept(settings) == ({before}, {later})


def test_a_backup_without_rasas_memory_says_so(settings: LauncherSettings, capsys: pytest.CaptureFixture[str]) -> None:
    begin(settings)
    asyncio.run(backup(settings))
    assert "memory" not in capsys.readouterr().out
    (settings.state / "tracker.db").unlink()
    asyncio.run(backup(settings))
    assert "Rasa's memory is not in it" in capsys.readouterr().out


def test_where_the_data_base_is_lost_the_restore_says_that_nobody_knows_what_was_deleted(
    settings: LauncherSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    before = begin(settings)
    archive = asyncio.run(backup(settings))
    (settings.state / "motcua.db").write_bytes(b"no data base at all" * 100)
    asyncio.run(restore(settings, str(archive)))
    assert kept(settings)[0] == {before}
    assert "does not tell what was deleted" in capsys.readouterr().out


def test_hashes_are_kept_of_what_a_citizen_deleted(settings: LauncherSettings) -> None:
    goes = begin(settings)
    delete(settings, goes)
    engine = make_engine(_url(settings))
    with make_sessions(engine)() as session:
        assert session.scalars(select(ErasedConversation.id_hash)).all() == [id_hash(goes)]
    engine.dispose()
