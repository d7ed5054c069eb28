"""``backup`` while everything runs: data bases, secrets, published names."""

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.launcher import postgres
from bot.launcher.errors import LaunchError
from bot.launcher.logs import say
from bot.launcher.places import MAIN, SQLITE, TRACKER, TRACKER_DUMP, places, postgres_places
from bot.launcher.settings import LauncherSettings

MANIFEST = "manifest.json"
FORM = 1


async def backup(settings: LauncherSettings, target: str = "") -> Path:
    """Writes an archive that only its owner may read, and gives its path. Raises LaunchError; then there is none.

    Models and logs are not in it: the live model is trained again at the next start, from its sources here and from
    the accepted examples that the data base keeps with it. Nothing has to be stopped.
    """
    moment = datetime.now(UTC)
    path = Path(target) if target else settings.state / "backups" / f"motcua-{moment:%Y%m%d-%H%M%S}.tar.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        inside = Path(folder)
        names = _collect(settings, inside)
        about = {"form": FORM, "at": moment.isoformat(), "files": {name: sha256_of(inside / name) for name in names}}
        (inside / MANIFEST).write_text(json.dumps(about, indent=1), "utf-8")
        whole = inside / "whole"
        with tarfile.open(whole, "w:gz") as archive:
            for name in (MANIFEST, *names):
                archive.add(inside / name, name)
        whole.chmod(0o600)
        os.replace(whole, path)
    say(f"backup: {path} ({', '.join(names)})")
    return path


def _collect(settings: LauncherSettings, inside: Path) -> list[str]:
    there, bases = places(settings), postgres_places(settings)
    if MAIN in there and not there[MAIN].exists():
        raise LaunchError(f"There is nothing to back up: no data base at {there[MAIN]}.")
    for name, url in bases.items():
        postgres.dump(url, inside / name)
    names = list(bases)
    for name, path in there.items():
        if path.exists():
            if name in SQLITE:
                _copy_sqlite(path, inside / name)
            else:
                shutil.copy2(path, inside / name)
            names.append(name)
    if TRACKER not in names and TRACKER_DUMP not in names:
        say("backup: Rasa's memory is not in it, for it is not here; where it lies in PostgreSQL set TRACKER_URL")
    return names


def _copy_sqlite(source: Path, target: Path) -> None:
    """A consistent copy while others write."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def sha256_of(path: Path) -> str:
    """Of what the file holds."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
