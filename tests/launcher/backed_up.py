"""A state folder with a conversation, for tests of backups."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.launcher.settings import LauncherSettings
from bot.web.conversations import items_since, start_conversation
from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from procedures.payload import Payload

FIRST = Payload.model_validate({"kind": "notice", "outcome": "smalltalk", "text": "Xin chào anh/chị."})


def settings_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> LauncherSettings:
    """Settings of a launcher whose state lies below the folder."""
    for name in ("DATABASE_URL", "NAMES_FILE", "TRACKER_DB", "TRACKER_DIALECT", "TRACKER_URL"):
        monkeypatch.delenv(name, raising=False)
    return LauncherSettings(state_dir=folder / "state", models_dir=None)


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
