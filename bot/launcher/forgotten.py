"""What was deleted stays deleted when a backup is restored, and Rasa forgets talks that are nowhere else any more."""

import asyncio
import os
import sqlite3
import sys
from pathlib import Path

from sqlalchemy import URL, text
from sqlalchemy.exc import SQLAlchemyError

from bot.launcher.errors import LaunchError
from bot.launcher.logs import say
from bot.launcher.places import DUMP, MAIN, TRACKER, TRACKER_DUMP, places, postgres_places
from bot.launcher.settings import ROOT, LauncherSettings
from procedures.db import make_engine

LIST = "erased.txt"
_ERASED = "SELECT id_hash FROM erased_conversations"
_SENDERS = "SELECT DISTINCT sender_id FROM events"


def erased_until_now(settings: LauncherSettings) -> list[str]:
    """Hashes of the conversations deleted so far, from the data base in place; what cannot be read is said."""
    found = _column(settings, DUMP, MAIN, _ERASED)
    if found is None:
        say(
            "the data base in place does not tell what was deleted since the backup: the newest backup or the log does "
            "(docs/runbook.md, «Restore a backup»)"
        )
    return found or []


async def forget_again(settings: LauncherSettings, erased: list[str], aside: Path) -> None:
    """After the restore: deletes again what the list names, and has Rasa forget what is no conversation any more.

    The list is kept beside what was there before. Raises LaunchError.
    """
    if erased:
        (aside / LIST).write_text("\n".join(erased) + "\n", "utf-8")
        count = await _citizen(settings, "\n".join(erased), "erase-again", "--migrate")
        if count is None:
            raise LaunchError(
                "The backup is restored, but what had been deleted since could not be deleted again. Before the start: "
                f"python -m bot.web.citizen erase-again --migrate < {aside / LIST}"
            )
        say(f"deleted again: {count} conversations")
    senders = _column(settings, TRACKER_DUMP, TRACKER, _SENDERS)
    forgotten = None if senders is None else await _citizen(settings, "\n".join(senders), "forget-strangers")
    if forgotten is None:
        say("Rasa's memory could not be compared with the conversations (docs/runbook.md, «Restore a backup»)")
    else:
        say(f"Rasa will forget: {forgotten} talks that are no conversation any more")


def _column(settings: LauncherSettings, dump: str, file: str, query: str) -> list[str] | None:
    """The only column of what the query finds, in PostgreSQL or in SQLite; None where it cannot be asked."""
    url, path = postgres_places(settings).get(dump), places(settings).get(file)
    if url is None and path is not None and path.exists():
        url = URL.create("sqlite", database=str(path))
    if url is None:
        return None
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = make_engine(url.render_as_string(hide_password=False), statement_seconds=0)
    try:
        with engine.connect() as connection:
            return [str(each) for each in connection.scalars(text(query))]
    except (SQLAlchemyError, sqlite3.Error):
        return None
    finally:
        engine.dispose()


async def _citizen(settings: LauncherSettings, given: str, *arguments: str) -> str | None:
    """What the command of the web prints; None where it fails."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.web.citizen", *arguments,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "STATE_DIR": str(settings.state)}, cwd=ROOT,
    )  # fmt: skip
    printed, _ = await process.communicate(given.encode())
    return None if process.returncode else printed.decode("utf-8", "replace").splitlines()[-1]
