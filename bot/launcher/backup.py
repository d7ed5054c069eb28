"""``backup`` while everything runs, ``restore`` while nothing does: data bases, secrets, published names."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url

from bot.launcher.alone import held
from bot.launcher.errors import LaunchError
from bot.launcher.logs import say
from bot.launcher.settings import LauncherSettings

SQLITE = ("motcua.db", "tracker.db")
FILES = ("secrets.json", "names.json")
DUMP = "motcua.dump"
MANIFEST = "manifest.json"
AT_MOST_SECONDS = 3600
FORM = 1


async def backup(settings: LauncherSettings, target: str = "") -> Path:
    """Writes an archive that only its owner may read, and gives its path. Raises LaunchError; then there is none.

    Models and logs are not in it: a model is trained again from its sources. Nothing has to be stopped.
    """
    state = settings.state
    moment = datetime.now(UTC)
    path = Path(target) if target else state / "backups" / f"motcua-{moment:%Y%m%d-%H%M%S}.tar.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        inside = Path(folder)
        names = _collect(state, inside)
        if not names:
            raise LaunchError(f"There is nothing to back up in {state}.")
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
    """Puts an archive in the place of what is there; what was there is moved aside, into the folder given back.

    Raises LaunchError where the bot is running, or the archive is not whole; then nothing was changed.
    """
    with held(settings.state), tempfile.TemporaryDirectory(dir=settings.state) as folder:
        inside = Path(folder)
        names = _unpack(Path(source), inside)
        aside = settings.state / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        aside.mkdir()
        for name in (*SQLITE, *FILES):
            for each in (name, f"{name}-wal", f"{name}-shm"):
                if name in names and (settings.state / each).exists():
                    shutil.move(settings.state / each, aside / each)
        for name in names:
            if name == DUMP:
                _postgres(
                    "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", str(inside / DUMP)
                )
            else:
                shutil.move(inside / name, settings.state / name)
    say(f"restored from {source}; what was there before lies in {aside}")
    return aside


def _collect(state: Path, inside: Path) -> list[str]:
    names = []
    if _on_postgres():
        _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={inside / DUMP}")
        names.append(DUMP)
    for name in SQLITE:
        if (state / name).exists() and not (name == SQLITE[0] and names):
            _copy_sqlite(state / name, inside / name)
            names.append(name)
    for name in FILES:
        if (state / name).exists():
            shutil.copy2(state / name, inside / name)
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
    if (DUMP in files) != _on_postgres():
        kind = "PostgreSQL: set DATABASE_URL" if DUMP in files else "SQLite: leave DATABASE_URL empty"
        raise LaunchError(f"{source} was made with {kind} to restore it; nothing was changed.")
    return list(files)


def _on_postgres() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgresql")


def _postgres(program: str, *arguments: str) -> None:
    """Runs a program of PostgreSQL's; the password goes by the environment, for arguments can be seen by others."""
    url = make_url(os.environ["DATABASE_URL"])
    env = {**os.environ, "PGPASSWORD": url.password or "", "PGCONNECT_TIMEOUT": "10"}
    address = url.set(drivername="postgresql", password=None).render_as_string()
    try:
        subprocess.run(
            [program, f"--dbname={address}", *arguments], env=env, check=True, timeout=AT_MOST_SECONDS,
            stderr=subprocess.PIPE,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise LaunchError(f"{program} is not installed: it comes with PostgreSQL's client programs.") from error
    except subprocess.TimeoutExpired as error:
        raise LaunchError(f"{program} took longer than an hour.") from error
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no reason given"]
        raise LaunchError(f"{program} failed: {last[0]}") from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
