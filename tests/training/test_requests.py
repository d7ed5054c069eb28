"""What the desk may ask for: at most one of each at a time, and only what makes sense."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.training import models, releases, requests, trainings
from bot.training.errors import (
    AlreadyEnded,
    AlreadyReleasing,
    AlreadyTraining,
    NothingToTrain,
    NotReleasable,
    TrainingRefused,
    Unavailable,
)
from bot.training.figures import Figures, Messages, Share, Shares, Verdict
from bot.training.requests import ask_release, ask_training, cancel, overview
from bot.training.tables import LiveRasa, TrainedModel, Training
from procedures.calendar import now
from tests.training.conftest import World

SHARES = Shares(written=Share(n=10, right=90.0), stripped=Share(n=10, right=80.0))
FIGURES = Figures(messages=Messages(of="0" * 16, whole=SHARES, topics={"fee": SHARES}))


def passed(world: World, name: str, live_id: int) -> int:
    """A candidate that passed beside the model of that number; gives its own."""
    world.example(f"lệ phí {name}")
    with world.begin() as session:
        number = ask_training(session, 7, "thử")
        assert trainings.begin(session) == number
    candidate = world.model(name, training_id=number)
    verdict = Verdict(live_id=live_id, live=FIGURES, candidate=FIGURES, topics=[], talks=[])
    with world.begin() as session:
        trainings.end(session, number, model_id=candidate, verdict=verdict)
    return candidate


def released(world: World, model: int) -> None:
    with world.begin() as session:
        ask_release(session, 7, model, "tốt hơn")
        release = releases.begin(session)
        assert release
        releases.move(session, release.id, "http://127.0.0.1:9004")
        releases.end(session, release.id)


def test_of_two_who_ask_at_once_one_is_told_that_a_training_is_under_way(world: World) -> None:
    world.example("hết nhiêu")

    def ask(by: int) -> str:
        try:
            with world.begin() as session:
                ask_training(session, by, "thử")
        except AlreadyTraining:
            return "refused"
        return "asked"

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(ask, range(4)))
    assert told == ["asked", "refused", "refused", "refused"]


def test_of_two_who_release_at_once_one_is_told_that_a_release_is_under_way(world: World) -> None:
    candidate = passed(world, "motcua-2", 1)

    def ask(by: int) -> str:
        try:
            with world.begin() as session:
                ask_release(session, by, candidate, "tốt hơn")
        except AlreadyReleasing:
            return "refused"
        return "asked"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(ask, range(4))) == ["asked", "refused", "refused", "refused"]


def test_without_a_new_example_there_is_nothing_to_train(world: World) -> None:
    with world.begin() as session, pytest.raises(NothingToTrain):
        ask_training(session, 7, "thử")


@pytest.mark.parametrize("late", [False, True])
def test_without_a_launcher_nothing_can_be_asked(world: World, late: bool) -> None:
    candidate = passed(world, "motcua-2", 1)
    with world.begin() as session:
        if late:
            session.execute(update(LiveRasa).values(launcher_at=now() - timedelta(minutes=2)))
        else:
            session.delete(session.get_one(LiveRasa, 1))
    with world.begin() as session:
        with pytest.raises(Unavailable, match="no_launcher"):
            ask_training(session, 7, "thử")
        with pytest.raises(Unavailable, match="no_launcher"):
            ask_release(session, 7, candidate, "tốt hơn")


def test_without_the_tests_no_training_but_a_release_can_be_asked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate = passed(world, "motcua-2", 1)
    monkeypatch.setattr(requests, "TESTS", Path("/nowhere/beside.py"))
    with world.begin() as session:
        with pytest.raises(Unavailable) as refused:
            ask_training(session, 7, "thử")
        assert refused.value.why == "no_tests" == overview(session).unavailable
        assert ask_release(session, 7, candidate, "tốt hơn")


def test_a_training_that_waits_is_stopped_at_once_and_one_that_runs_is_asked_to(world: World) -> None:
    world.example("hết nhiêu")
    with world.begin() as session:
        waits = ask_training(session, 7, "thử")
        cancel(session, waits)
        runs = ask_training(session, 7, "thử lại")
        assert trainings.begin(session) == runs
        cancel(session, runs)
    with world.begin() as session:
        assert session.get_one(Training, waits).state == "cancelled"
        assert session.get_one(Training, runs).state == "training"
        assert trainings.beat(session, runs, trainings.Sign("training", None, "")) is True
        trainings.end(session, runs)
    with world.begin() as session, pytest.raises(AlreadyEnded):
        cancel(session, runs)


def test_a_candidate_that_passed_beside_the_live_model_may_be_released(world: World) -> None:
    candidate = passed(world, "motcua-2", 1)
    released(world, candidate)
    with world.begin() as session:
        seen = overview(session)
    assert seen.live and seen.previous and seen.released
    assert (seen.live.id, seen.previous.id, seen.released.asked_by_id) == (candidate, 1, 7)


def test_the_model_before_may_come_back_and_then_the_other_may(world: World) -> None:
    candidate = passed(world, "motcua-2", 1)
    released(world, candidate)
    released(world, 1)
    with world.begin() as session:
        seen = overview(session)
        assert seen.live and seen.previous and (seen.live.id, seen.previous.id) == (1, candidate)


def test_a_candidate_that_was_measured_beside_another_model_is_not_released(world: World) -> None:
    stale, better = passed(world, "motcua-2", 1), passed(world, "motcua-3", 1)
    released(world, better)
    with world.begin() as session, pytest.raises(NotReleasable) as refused:
        ask_release(session, 7, stale, "x")
    assert refused.value.why == "measured_beside_another"


@pytest.mark.parametrize(
    ("why", "more", "back"),
    [
        ("refused", {"state": "refused"}, False),
        ("gone", {"state": "gone"}, False),
        ("other_sources", {"sources": "1" * 16}, False),
        ("measured_beside_another", {}, False),
        ("never_live", {}, True),
    ],
)
def test_a_model_that_must_not_answer_is_not_released(world: World, why: str, more: dict[str, str], back: bool) -> None:
    number = world.model("motcua-2", **more)
    with world.begin() as session, pytest.raises(NotReleasable) as refused:
        ask_release(session, 7, number, "x", back)
    assert refused.value.why == why


@pytest.mark.parametrize(("number", "why"), [(1, "live"), (99, "unknown")])
def test_the_live_model_and_one_that_is_not_there_are_not_released(world: World, number: int, why: str) -> None:
    with world.begin() as session, pytest.raises(NotReleasable) as refused:
        ask_release(session, 7, number, "x")
    assert refused.value.why == why


def test_the_overview_counts_what_the_live_model_has_not_learned_and_what_was_taken_back(world: World) -> None:
    world.example("hết nhiêu")
    world.example("bao nhiêu tiền")
    yml = "version: '3.1'\nnlu:\n- intent: fee\n  examples: |\n    - hết nhiêu\n    - giá sao\n"
    world.goes_live("motcua-2", yml=yml)
    with world.begin() as session:
        seen = overview(session)
    assert (seen.unknown, seen.withdrawn) == (1, 1)


def test_what_is_still_needed_is_kept_and_what_is_not_there_is_gone(world: World) -> None:
    second = passed(world, "motcua-2", 1)
    released(world, second)
    for name in ("motcua-3", "motcua-4", "motcua-5", "motcua-6"):
        world.model(name)
    world.model("motcua-7", sources="1" * 16)
    with world.begin() as session:
        kept = models.to_keep(session)
        assert {"motcua-1", "motcua-2"} < kept and "motcua-7" not in kept and len(kept) == 5
        models.mark_gone(session, kept)
    with world.begin() as session:
        states = {row.name: row.state for row in session.query(TrainedModel)}
    assert {name for name, state in states.items() if state == "gone"} == set(states) - kept


def test_every_refusal_is_one_of_the_tree() -> None:
    assert {cls.__name__ for cls in TrainingRefused.__subclasses__()} == {
        "Unavailable", "AlreadyTraining", "NothingToTrain", "AlreadyEnded", "AlreadyReleasing", "NotReleasable",
    }  # fmt: skip
    tree = TrainingRefused.__doc__ or ""
    assert all(cls.__name__ in tree for cls in TrainingRefused.__subclasses__())


@pytest.mark.parametrize("wish", ["training", "release"])
def test_a_wish_whose_transaction_fails_afterwards_was_never_made(world: World, wish: str) -> None:
    """Its row in the log is written after it: both or neither."""
    second = world.goes_live("motcua-2")
    world.goes_live("motcua-1")
    world.example("hết nhiêu")
    with pytest.raises(ZeroDivisionError), world.begin() as session:
        if wish == "training":
            ask_training(session, 7, "thử")
        else:
            ask_release(session, 7, second, "tốt hơn")
        raise ZeroDivisionError
    with world.begin() as session:
        seen = overview(session)
        assert seen.training is None and seen.release is None
