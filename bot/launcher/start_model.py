"""The model that the bot starts with: of the sources as they are, with the examples of the last released model."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from bot.launcher.errors import LaunchError
from bot.launcher.logs import PartLog, say
from bot.launcher.model import Wanted, content_hash, find_model, forget_old, is_whole, made, name_of, sources
from bot.launcher.settings import LauncherSettings
from bot.launcher.store import Store
from bot.launcher.train import ensure_model
from bot.training import releases, trainings
from bot.training.examples import of_yml
from bot.training.models import Made, live_model, mark_gone, register, to_keep


async def model_at_start(settings: LauncherSettings, shared: Mapping[str, str], store: Store) -> tuple[Path, Wanted]:
    """The model's file, trained first where it is missing, and what it is made of. Raises LaunchError."""
    wanted = await store.run(_wanted, content_hash(sources()))
    there = find_model(settings.models, wanted.name)
    if there is None:
        say("training the model; this takes some minutes, and only when its sources have changed …")
    with PartLog(settings.state / "logs", "training") as log:
        path = await ensure_model(settings, shared, wanted, log)
    if there is None:  # not at every start: other systems may share the folder, and need other models
        forget_old(settings.models, await store.run(to_keep))
    return path, wanted


def chosen_model(path: Path) -> Path:
    """The file of MODEL_FILE. Raises LaunchError where it is not there or not as it was written."""
    if not is_whole(path):
        raise LaunchError(f"MODEL_FILE is not usable: {path} is missing, or not the file whose hash was recorded.")
    return path


async def take_up(settings: LauncherSettings, store: Store, wanted: Wanted, url: str) -> int:
    """Settles what the last run left undone and writes down which model answers; gives the number of its row."""
    there = [name_of(path) for path in settings.models.glob("motcua-*.tar.gz")]
    return await store.run(_take_up, made(settings.models, wanted), url, there)


def _wanted(session: Session, digest: str) -> Wanted:
    live = live_model(session)
    return Wanted(digest, of_yml(live.examples_yml if live else ""))


def _take_up(session: Session, about: Made, url: str, there: list[str]) -> int:
    trainings.settle(session)
    releases.settle(session)
    mark_gone(session, there)
    model = register(session, about)
    releases.start_with(session, model, url)
    return model.id
