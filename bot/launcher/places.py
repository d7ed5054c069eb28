"""Where the files lie that must not be lost: the settings may move each of them."""

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.launcher.errors import LaunchError
from bot.launcher.settings import ROOT, LauncherSettings

MAIN = "motcua.db"
TRACKER = "tracker.db"
SQLITE = (MAIN, TRACKER)
FILES = ("secrets.json", "names.json")
DUMP = "motcua.dump"
TRACKER_DUMP = "tracker.dump"
DUMPS = {DUMP: "DATABASE_URL", TRACKER_DUMP: "TRACKER_URL"}
"""What lies in PostgreSQL by its name in an archive, and the setting that says where."""


def postgres_places(settings: LauncherSettings) -> dict[str, URL]:
    """The address of each data base in PostgreSQL by its name in an archive. Raises LaunchError."""
    found = {}
    if _is_on_postgres():
        found[DUMP] = _url("DATABASE_URL", os.environ["DATABASE_URL"])
    dialect = os.environ.get("TRACKER_DIALECT", "")
    if settings.tracker_url:
        found[TRACKER_DUMP] = _url("TRACKER_URL", settings.tracker_url)
    elif dialect.startswith("postgresql"):  # as Rasa reads it: where libpq's own settings lead
        found[TRACKER_DUMP] = URL.create("postgresql", database=os.environ.get("TRACKER_DB") or None)
    elif dialect not in ("", "sqlite"):
        raise LaunchError(f"TRACKER_DIALECT is {dialect}: only SQLite and PostgreSQL can be backed up.")
    if TRACKER_DUMP in found and found[TRACKER_DUMP].get_backend_name() != "postgresql":
        raise LaunchError("TRACKER_URL names no PostgreSQL.")
    return found


def places(settings: LauncherSettings) -> dict[str, Path]:
    """The full path of each file by its name in an archive; what lies in PostgreSQL has none. Raises LaunchError."""
    found = {"secrets.json": settings.state / "secrets.json"}
    found["names.json"] = _full("NAMES_FILE", settings.state / "names.json")
    if not _is_on_postgres():
        found[MAIN] = _main(settings.state / MAIN)
    if os.environ.get("TRACKER_DIALECT", "") in ("", "sqlite"):
        found[TRACKER] = _full("TRACKER_DB", settings.state / TRACKER)
    return found


def _is_on_postgres() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgresql")


def _main(default: Path) -> Path:
    given = os.environ.get("DATABASE_URL", "")
    if not given:
        return default
    url = _url("DATABASE_URL", given)
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith((":", "file:")):
        raise LaunchError("DATABASE_URL names neither PostgreSQL nor a file of SQLite.")
    return ROOT / url.database


def _url(setting: str, given: str) -> URL:
    try:
        return make_url(given)
    except ArgumentError as error:
        raise LaunchError(f"{setting} is not usable: it is no address of a data base.") from error


def _full(setting: str, default: Path) -> Path:
    given = os.environ.get(setting)
    return ROOT / Path(given).expanduser() if given else default
