"""The model that the bot starts with, and what it knows of the last run."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.launcher import start_model
from bot.launcher.errors import LaunchError
from bot.launcher.logs import PartLog
from bot.launcher.model import Wanted
from bot.launcher.settings import LauncherSettings
from bot.launcher.start_model import chosen_model, model_at_start, take_up
from bot.training.examples import of_lines, of_yml
from bot.training.models import live_model, register
from bot.training.releases import start_with
from bot.training.tables import LiveRasa
from tests.launcher.models import Bench, bench

__all__ = ["bench"]
URL = "http://127.0.0.1:9001"
EXAMPLES = of_lines({("fee", "hết nhiêu vậy")})


@pytest.fixture
def trained(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> list[Wanted]:
    """What was trained, in place of a real training."""
    asked: list[Wanted] = []

    async def ensure(
        settings: LauncherSettings,
        shared: Mapping[str, str],
        wanted: Wanted,
        log: PartLog,
        before: tuple[str, ...] = (),
    ) -> Path:
        asked.append(wanted)
        return settings.models / f"{bench.file(wanted.name)}.tar.gz"

    monkeypatch.setattr(start_model, "ensure_model", ensure)
    return asked


def live_with_examples(bench: Bench, sources: str) -> str:
    """A released model that learned one accepted example; gives its name."""
    wanted = Wanted(sources, EXAMPLES)
    made = bench.made(wanted.name)
    with bench.begin() as session:
        row = register(session, type(made)(made.name, made.sha256, sources, 8000, EXAMPLES, 60.0))
        start_with(session, row, URL)
    return wanted.name


async def test_on_a_new_machine_the_released_model_is_made_again_of_its_examples(
    bench: Bench, trained: list[Wanted]
) -> None:
    """After a restore the data base is there and the model's file is not."""
    name = live_with_examples(bench, bench.sources)
    path, wanted = await model_at_start(bench.settings, {}, bench.store)
    assert [each.examples.yml for each in trained] == [EXAMPLES.yml]
    assert (path.name, wanted.name) == (f"{name}.tar.gz", name)


async def test_new_sources_are_trained_with_the_released_examples_and_not_with_those_accepted_since(
    bench: Bench, trained: list[Wanted]
) -> None:
    live_with_examples(bench, "9" * 16)
    _, wanted = await model_at_start(bench.settings, {}, bench.store)
    assert wanted.sources == bench.sources and wanted.examples.yml == EXAMPLES.yml
    await take_up(bench.settings, bench.store, wanted, URL)
    with bench.begin() as session:
        live = live_model(session)
        assert live and (live.name, live.examples_count, live.corpus_count > 5000) == (wanted.name, 1, True)


async def test_in_a_fresh_clone_the_sources_alone_are_trained(bench: Bench, trained: list[Wanted]) -> None:
    with bench.begin() as session:
        session.delete(session.get_one(LiveRasa, 1))
    _, wanted = await model_at_start(bench.settings, {}, bench.store)
    assert wanted == Wanted(bench.sources, of_yml("")) and wanted.name == f"motcua-{bench.sources}"


@pytest.mark.parametrize("spoil", ["gone", "changed", "no record"])
def test_a_chosen_model_must_be_whole(bench: Bench, spoil: str) -> None:
    path = bench.settings.models / f"{bench.live}.tar.gz"
    assert chosen_model(path) == path
    if spoil == "changed":
        path.write_text("other weights")
    else:
        (path if spoil == "gone" else path.with_suffix(".sha256")).unlink()
    with pytest.raises(LaunchError, match=r"^MODEL_FILE is not usable: .*\.$"):
        chosen_model(path)
