"""``backup`` while everything runs, ``restore`` while nothing does: data bases, secrets, published names."""

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.launcher import postgres
from bot.launcher.alone import held
from bot.launcher.errors import LaunchError
from bot.launcher.logs import say
from bot.launcher.places import FILES, MAIN, SQLITE, on_postgres, places
from bot.launcher.settings import LauncherSettings

DUMP = "motcua.dump"
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
        names = _collect(places(settings), inside)
        about = {"form": FORM, "at": moment.isoformat(), "files": {name: _sha256(inside / name) for name in names}}
        (inside / MANIFEST).write_text(json.dumps(about, indent=1), "utf-8")
        whole = inside / "whole"
        with tarfile.open(whole, "w:gz") as archive:
            for name in (MANIFEST, *names):
                archive.add(inside / name, name)
        whole.chmod(0o600)
        os.replace(whole, path)
    say(f"backup: {path} ({', '.join(names)})")
    return path


async def restore(settings: LauncherSettings, source: str) -> Path:
    """Puts an archive in the place of what is there; what was there goes aside, into the folder given back.

    Raises LaunchError where the bot is running, the archive is not whole, or it cannot be put in place. Then all is as
    it was; only where the files failed after PostgreSQL had taken its part, the message says so.
    """
    with held(settings.state), tempfile.TemporaryDirectory(dir=settings.state) as folder:
        inside = Path(folder)
        there = places(settings)
        names = _unpack(Path(source), inside)
        aside = settings.state / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        aside.mkdir()
        if DUMP in names:  # before the files: it takes longest, and changes all or nothing
            _replace_postgres(inside, aside)
        try:
            _put([(inside / name, there[name], aside / name) for name in names if name in there])
        except OSError as error:
            taken = "PostgreSQL is restored, but the" if DUMP in names else "The"
            raise LaunchError(
                f"{taken} files could not be put in place ({error}), and are as they were; "
                f"what could not be moved back lies in {aside}."
            ) from error
    say(f"restored from {source}; what was there before lies in {aside}")
    return aside


def _replace_postgres(inside: Path, aside: Path) -> None:
    try:
        postgres.dump(aside / DUMP)
        postgres.replace(inside / DUMP, inside)
    except BaseException as error:
        shutil.rmtree(aside)
        if isinstance(error, LaunchError):
            raise LaunchError(f"{error} Nothing was changed.") from error
        raise


def _put(files: list[tuple[Path, Path, Path]]) -> None:
    """Moves each new file to its place, and what was there aside; where one fails, all go back, and OSError rises."""
    moved: list[tuple[Path, Path]] = []
    try:
        for new, place, aside in files:
            place.parent.mkdir(parents=True, exist_ok=True)
            for end in ("", "-wal", "-shm"):
                old = place.with_name(place.name + end)
                if old.exists():
                    kept = aside.with_name(aside.name + end)
                    shutil.move(old, kept)
                    moved.append((old, kept))
            moved.append((new, place))
            shutil.move(new, place)
    except BaseException:
        for before, now in reversed(moved):
            with suppress(OSError):  # the others go back all the same
                if now.exists():
                    shutil.move(now, before)
        raise


def _collect(there: dict[str, Path], inside: Path) -> list[str]:
    names = []
    if on_postgres():
        postgres.dump(inside / DUMP)
        names.append(DUMP)
    elif not there[MAIN].exists():
        raise LaunchError(f"There is nothing to back up: no data base at {there[MAIN]}.")
    for name, path in there.items():
        if path.exists():
            if name in SQLITE:
                _copy_sqlite(path, inside / name)
            else:
                shutil.copy2(path, inside / name)
            names.append(name)
    return names


def _copy_sqlite(source: Path, target: Path) -> None:
    """A consistent copy while others write."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _unpack(source: Path, inside: Path) -> list[str]:
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(inside, filter="data")
        about = json.loads((inside / MANIFEST).read_text("utf-8"))
        files = dict(about["files"])
        whole = about["form"] == FORM and all(_sha256(inside / name) == digest for name, digest in files.items())
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise LaunchError(
            f"{source} cannot be read as a backup ({type(error).__name__}); nothing was changed."
        ) from error
    if not whole or not set(files) <= {*SQLITE, *FILES, DUMP}:
        raise LaunchError(f"{source} is damaged or not a backup of ours; nothing was changed.")
    if DUMP not in files and MAIN not in files:
        raise LaunchError(f"{source} holds no data base; nothing was changed.")
    if (DUMP in files) != on_postgres():
        kind = "PostgreSQL: set DATABASE_URL" if DUMP in files else "SQLite: leave DATABASE_URL empty"
        raise LaunchError(f"{source} was made with {kind} to restore it; nothing was changed.")
    return list(files)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
