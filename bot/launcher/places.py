"""Where the files lie that must not be lost: the settings may move each of them."""

import os
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.launcher.errors import LaunchError
from bot.launcher.settings import ROOT, LauncherSettings

MAIN = "motcua.db"
TRACKER = "tracker.db"
SQLITE = (MAIN, TRACKER)
FILES = ("secrets.json", "names.json")


def on_postgres() -> bool:
    """Whether DATABASE_URL names a PostgreSQL."""
    return os.environ.get("DATABASE_URL", "").startswith("postgresql")


def places(settings: LauncherSettings) -> dict[str, Path]:
    """The full path of each file by its name in an archive; what lies in PostgreSQL has none. Raises LaunchError."""
    found = {"secrets.json": settings.state / "secrets.json"}
    found["names.json"] = _full("NAMES_FILE", settings.state / "names.json")
    if not on_postgres():
        found[MAIN] = _main(settings.state / MAIN)
    if os.environ.get("TRACKER_DIALECT", "") in ("", "sqlite"):
        found[TRACKER] = _full("TRACKER_DB", settings.state / TRACKER)
    return found


def _main(default: Path) -> Path:
    given = os.environ.get("DATABASE_URL", "")
    if not given:
        return default
    try:
        url = make_url(given)
    except ArgumentError as error:
        raise LaunchError("DATABASE_URL is not usable: it is no address of a data base.") from error
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith((":", "file:")):
        raise LaunchError("DATABASE_URL names neither PostgreSQL nor a file of SQLite.")
    return ROOT / url.database


def _full(setting: str, default: Path) -> Path:
    given = os.environ.get(setting)
    return ROOT / Path(given).expanduser() if given else default
