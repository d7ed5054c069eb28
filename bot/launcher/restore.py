"""``restore`` while nothing runs: puts an archive of backup.py in the place of what is there."""

import json
import shutil
import tarfile
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL

from bot.launcher import postgres
from bot.launcher.alone import held
from bot.launcher.backup import FORM, MANIFEST, sha256_of
from bot.launcher.errors import LaunchError
from bot.launcher.forgotten import erased_until_now, forget_again
from bot.launcher.logs import say
from bot.launcher.places import DUMP, DUMPS, FILES, MAIN, SQLITE, TRACKER_DUMP, places, postgres_places
from bot.launcher.settings import LauncherSettings


async def restore(settings: LauncherSettings, source: str) -> Path:
    """Puts an archive in the place of what is there; what was there goes aside, into the folder given back.

    What citizens had deleted since is deleted again. Raises LaunchError where the bot is running, the archive is not
    whole, or it cannot be put in place. Then all is as it was; only where the files failed after PostgreSQL had taken
    its part, or the deleting again failed, the message says so.
    """
    with held(settings.state), tempfile.TemporaryDirectory(dir=settings.state) as folder:
        inside = Path(folder)
        there, bases = places(settings), postgres_places(settings)
        names = _unpack(Path(source), inside, bases)
        erased = erased_until_now(settings)
        aside = settings.state / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        aside.mkdir()
        taken = {name: url for name, url in bases.items() if name in names}
        _replace_postgres(taken, inside, aside)  # before the files: it takes longest, and changes all or nothing
        failed = None
        try:
            _put([(inside / name, there[name], aside / name) for name in names if name in there])
        except OSError as error:
            failed = error
        if DUMP in taken or not failed:
            await forget_again(settings, erased, aside)
        if failed:
            raise LaunchError(
                f"{'PostgreSQL is restored, but the' if taken else 'The'} files could not be put in place ({failed}), "
                f"and are as they were; what could not be moved back lies in {aside}."
            ) from failed
    say(f"restored from {source}; what was there before lies in {aside}")
    return aside


def _replace_postgres(bases: Mapping[str, URL], inside: Path, aside: Path) -> None:
    done: list[str] = []
    try:
        for name, url in bases.items():
            postgres.dump(url, aside / name)
        for name, url in bases.items():
            postgres.replace(url, inside / name, inside)
            done.append(name)
    except BaseException as error:
        try:
            for name in done:
                postgres.replace(bases[name], aside / name, inside)
        except LaunchError as again:
            restored = " and ".join(DUMPS[name] for name in done)
            raise LaunchError(
                f"{error} What {restored} names is restored, and could not be put back ({again}); "
                f"what was there lies in {aside}."
            ) from error
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


def _unpack(source: Path, inside: Path, bases: Mapping[str, URL]) -> list[str]:
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(inside, filter="data")
        about = json.loads((inside / MANIFEST).read_text("utf-8"))
        files = dict(about["files"])
        whole = about["form"] == FORM and all(sha256_of(inside / name) == digest for name, digest in files.items())
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise LaunchError(
            f"{source} cannot be read as a backup ({type(error).__name__}); nothing was changed."
        ) from error
    if not whole or not set(files) <= {*SQLITE, *FILES, *DUMPS}:
        raise LaunchError(f"{source} is damaged or not a backup of ours; nothing was changed.")
    if DUMP not in files and MAIN not in files:
        raise LaunchError(f"{source} holds no data base; nothing was changed.")
    if (DUMP in files) != (DUMP in bases):
        kind = "PostgreSQL: set DATABASE_URL" if DUMP in files else "SQLite: leave DATABASE_URL empty"
        raise LaunchError(f"{source} was made with {kind} to restore it; nothing was changed.")
    if TRACKER_DUMP in files and TRACKER_DUMP not in bases:
        raise LaunchError(f"{source} holds Rasa's PostgreSQL: set TRACKER_URL to restore it; nothing was changed.")
    return list(files)
