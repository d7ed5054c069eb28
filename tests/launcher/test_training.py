"""A training from the wish to the verdict, with programs that stand in for Rasa's."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.launcher.errors import LaunchError
from bot.launcher.model import Wanted
from bot.launcher.programs import NotMeasured
from bot.launcher.settings import LauncherSettings
from bot.launcher.training import Trainer
from bot.training.examples import accepted
from bot.training.figures import Figures, Verdict
from bot.training.models import register
from bot.training.requests import ask_training, cancel, not_releasable
from bot.training.tables import Release, TrainedModel, Training
from bot.training.trainings import Sign
from procedures.calendar import now
from tests.launcher.models import Bench, bench

__all__ = ["bench"]
SAME = {"n": 100, "live": 90, "lost": 0, "won": 0}
WORSE = {"n": 100, "live": 90, "lost": 30, "won": 0}
NAMES = [f"danger: {number}" for number in range(20)]


class StandIn:
    """Programs that do at once what the test says."""

    def __init__(self, world: Bench, lost: bool = False, wrong_talks: int = 0, fails: Exception | None = None):
        self.world, self.lost, self.wrong_talks, self.fails = world, lost, wrong_talks, fails
        self.done: list[str] = []
        self.hangs = False

    def __call__(self, settings: LauncherSettings, shared: Mapping[str, str]) -> "StandIn":
        return self

    def sign(self) -> Sign:
        return Sign("training", 40, "a line\nanother")

    async def train(self, wanted: Wanted) -> Path:
        self.done.append("train")
        if self.hangs:
            await asyncio.Event().wait()
        if isinstance(self.fails, LaunchError) and not isinstance(self.fails, NotMeasured):
            raise self.fails
        return self.world.settings.models / f"{self.world.file(wanted.name)}.tar.gz"

    async def messages(self, live: Path, candidate: Path) -> dict[str, Any]:
        self.done.append("messages")
        if self.fails:
            raise self.fails
        told = {"written": WORSE if self.lost else SAME, "stripped": SAME}
        return {"of": "0" * 16, "groups": {"*": {"written": SAME, "stripped": SAME}, "fee": told}}

    async def talks(self, model: Path) -> dict[str, Any]:
        is_live = model.name.startswith(self.world.live)
        self.done.append("talks of the live model" if is_live else "talks")
        wrong = 0 if is_live else self.wrong_talks
        return {"of": "t" * 16, "went": {name: number >= wrong for number, name in enumerate(NAMES)}}


async def trained(world: Bench, programs: StandIn) -> Training:
    """The training that was asked for, after the launcher has looked once."""
    with world.begin() as session:
        number = ask_training(session, 7, "thử")
    await Trainer(world.settings, {}, world.store, programs).one()
    with world.begin() as session:
        return session.get_one(Training, number)


def model(world: Bench, number: int | None) -> TrainedModel:
    with world.begin() as session:
        return session.get_one(TrainedModel, number)


def files(world: Bench) -> set[str]:
    return {path.name.removesuffix(".tar.gz") for path in world.settings.models.glob("*.tar.gz")}


async def test_a_candidate_that_is_no_worse_is_ready_and_knows_its_data_and_figures(bench: Bench) -> None:
    ended = await trained(bench, StandIn(bench))
    assert (ended.state, ended.error, ended.step, ended.open) == ("passed", None, "done", None)
    ready = model(bench, ended.model_id)
    assert (ready.state, ready.examples_count, ready.sources) == ("ready", 1, bench.sources)
    assert "hết nhiêu" in ready.examples_yml and ready.name in files(bench)
    figures = Figures.model_validate(ready.figures)
    assert figures.messages.topics["fee"].written.right == 90.0
    assert figures.talks and figures.talks.passed == 20


async def test_a_candidate_that_is_worse_in_a_topic_is_refused_and_its_file_deleted(bench: Bench) -> None:
    programs = StandIn(bench, lost=True)
    ended = await trained(bench, programs)
    verdict = Verdict.model_validate(ended.verdict)
    assert ended.state == "refused"
    assert [(each.topic, each.way, each.live, each.candidate) for each in verdict.topics] == [
        ("fee", "written", 90.0, 60.0)
    ]
    assert "talks" not in programs.done  # the messages settled it
    refused = model(bench, ended.model_id)
    assert refused.state == "refused" and files(bench) == {bench.live}


@pytest.mark.parametrize("use", ["answered before", "is being released"])
async def test_a_model_that_is_in_use_is_kept_though_it_is_refused_when_asked_for_again(bench: Bench, use: str) -> None:
    """The examples went back to what they were: the model of these is there already."""
    with bench.begin() as session:
        same = Wanted(bench.sources, accepted(session))
    if use == "answered before":
        other = bench.was_live(same.name)
    else:
        with bench.begin() as session:
            other = register(session, bench.made(bench.file(same.name))).id
            asked = {"asked_by_id": 7, "asked_at": now(), "reason": "", "state": "waiting", "open": True, "back": False}
            session.add(Release(model_id=other, from_model_id=1, **asked))
    ended = await trained(bench, StandIn(bench, lost=True))
    assert (ended.state, ended.model_id) == ("refused", other)
    assert model(bench, other).state == "ready" and files(bench) == {bench.live, same.name}
    with bench.begin() as session:
        why = not_releasable(session, model(bench, other), model(bench, 1))
    assert why == (None if use == "answered before" else "refused")


async def test_a_candidate_whose_conversations_go_wrong_is_refused_naming_them(bench: Bench) -> None:
    ended = await trained(bench, StandIn(bench, wrong_talks=6))
    verdict = Verdict.model_validate(ended.verdict)
    assert ended.state == "refused" and verdict.topics == []
    assert [(each.file, each.names) for each in verdict.talks] == [("*", NAMES[:6]), ("danger", NAMES[:6])]


async def test_conversations_of_the_live_model_are_measured_once(bench: Bench) -> None:
    first, second = StandIn(bench), StandIn(bench)
    await trained(bench, first)
    bench.example("bao nhiêu tiền")
    await trained(bench, second)
    assert first.done == ["train", "messages", "talks", "talks of the live model"]
    assert second.done == ["train", "messages", "talks"]


@pytest.mark.parametrize(
    ("fails", "error"), [(LaunchError("no"), "no_model"), (NotMeasured("no"), "no_measure"), (None, None)]
)
async def test_a_program_that_fails_ends_the_training_with_its_reason(
    bench: Bench, fails: Exception | None, error: str | None
) -> None:
    ended = await trained(bench, StandIn(bench, fails=fails))
    assert (ended.state, ended.error) == ("failed" if error else "passed", error)


async def test_sources_that_changed_since_the_start_are_no_candidate(bench: Bench) -> None:
    with bench.begin() as session:
        session.get_one(TrainedModel, 1).sources = "9" * 16
    programs = StandIn(bench)
    ended = await trained(bench, programs)
    assert (ended.state, ended.error) == ("failed", "sources_changed") and programs.done == []


async def test_a_training_that_is_stopped_says_so_and_leaves_no_program(bench: Bench) -> None:
    programs = StandIn(bench)
    programs.hangs = True
    with bench.begin() as session:
        number = ask_training(session, 7, "thử")
    looking = asyncio.create_task(Trainer(bench.settings, {}, bench.store, programs, beat=0.01).one())
    while not programs.done:
        await asyncio.sleep(0.01)
    with bench.begin() as session:
        cancel(session, number)
    await asyncio.wait_for(looking, 30)
    with bench.begin() as session:
        ended = session.get_one(Training, number)
        assert (ended.state, ended.error, ended.log) == ("cancelled", None, "a line\nanother")


async def test_a_launcher_that_is_stopped_ends_the_training_as_interrupted(bench: Bench) -> None:
    programs = StandIn(bench)
    programs.hangs = True
    with bench.begin() as session:
        number = ask_training(session, 7, "thử")
    looking = asyncio.create_task(Trainer(bench.settings, {}, bench.store, programs).one())
    while not programs.done:
        await asyncio.sleep(0.01)
    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)
    with bench.begin() as session:
        ended = session.get_one(Training, number)
        assert (ended.state, ended.error) == ("failed", "interrupted")


async def test_nothing_happens_while_nobody_asks(bench: Bench) -> None:
    programs = StandIn(bench)
    await Trainer(bench.settings, {}, bench.store, programs).one()
    assert programs.done == []
