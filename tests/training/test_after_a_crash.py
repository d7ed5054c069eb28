"""What the next start makes of what the launcher left undone."""

import pytest

from bot.training import releases, trainings
from bot.training.address import is_draining, read_live_url
from bot.training.examples import of_yml
from bot.training.models import Made, register, set_figures
from bot.training.requests import ask_release, ask_training
from bot.training.tables import LiveRasa, Release, TrainedModel, Training
from tests.training.conftest import URL, World

NEW = "http://127.0.0.1:9004"


def begun_release(world: World) -> int:
    """A release of a second model that the launcher has begun."""
    second = world.goes_live("motcua-2")
    world.goes_live("motcua-1")
    with world.begin() as session:
        number = ask_release(session, 7, second, "tốt hơn")
        assert releases.begin(session) is not None
    return number


def test_a_training_that_was_under_way_has_failed_and_one_that_waited_goes_on_waiting(world: World) -> None:
    world.example("hết nhiêu")
    with world.begin() as session:
        first = ask_training(session, 7, "thử")
        trainings.begin(session)
    with world.begin() as session:
        trainings.settle(session)
    with world.begin() as session:
        second = ask_training(session, 7, "thử")
        trainings.settle(session)
    with world.begin() as session:
        ended, waits = session.get_one(Training, first), session.get_one(Training, second)
        assert (ended.state, ended.error) == ("failed", "interrupted") and waits.state == "waiting"


@pytest.mark.parametrize(("moved", "state", "live"), [(False, "failed", "motcua-1"), (True, "done", "motcua-2")])
def test_the_row_of_the_live_rasa_decides_whether_a_release_is_done(
    world: World, moved: bool, state: str, live: str
) -> None:
    number = begun_release(world)
    with world.begin() as session:
        releases.advance(session, number, "moving")
        if moved:
            releases.move(session, number, NEW)
    with world.begin() as session:
        assert is_draining(session) is moved and read_live_url(session) == (NEW if moved else URL)
        releases.settle(session)
    with world.begin() as session:
        ended = session.get_one(Release, number)
        row = session.get_one(LiveRasa, 1)
        assert (ended.state, ended.open, session.get_one(TrainedModel, row.model_id).name) == (state, None, live)


def test_starting_again_with_the_live_model_is_no_new_release_and_keeps_since_when_it_answers(world: World) -> None:
    with world.begin() as session:
        before = session.get_one(LiveRasa, 1).since
        releases.start_with(session, session.get_one(TrainedModel, 1), NEW)
    with world.begin() as session:
        row = session.get_one(LiveRasa, 1)
        assert (row.since, row.url) == (before, NEW) and session.query(Release).count() == 1


def test_a_model_of_new_sources_at_a_start_is_a_release_that_nobody_asked_for(world: World) -> None:
    world.goes_live("motcua-2", sources="1" * 16)
    with world.begin() as session:
        newest = session.query(Release).order_by(Release.id.desc()).first()
        assert newest and (newest.asked_by_id, newest.from_model_id, newest.state) == (None, 1, "done")


def test_a_model_trained_anew_under_its_name_has_no_figures_any_more(world: World) -> None:
    with world.begin() as session:
        set_figures(session, 1, {"some": "figures"})
    for digest, kept in (("1" * 64, True), ("2" * 64, False)):
        with world.begin() as session:
            row = register(session, Made("motcua-1", digest, "0" * 16, 8000, of_yml(""), 60.0))
            session.refresh(row)
            assert (row.figures is not None) is kept
