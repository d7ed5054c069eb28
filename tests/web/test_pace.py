"""How many turns run at once follows from how long they take."""

import pytest

from bot.web.pace import ENOUGH, LEAST, Pace


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> Pace:
    return Pace(48, 0.7, clock)


def turns(pace: Pace, clock: Clock, seconds: float, running: int, times: int = ENOUGH) -> None:
    """So many turns, one after the other."""
    for _ in range(times):
        began = clock.now
        clock.now += seconds
        pace.took(began, running)


def test_quick_turns_leave_it_as_it_is(pace: Pace, clock: Clock) -> None:
    turns(pace, clock, 0.1, 48, times=500)
    assert pace.at_once == 48


def test_slow_turns_of_a_crowd_shrink_it_to_what_the_bot_can_do(pace: Pace, clock: Clock) -> None:
    turns(pace, clock, 1.4, 48)
    assert pace.at_once == 24
    turns(pace, clock, 0.7 / 0.8, 24)
    assert pace.at_once == 19


def test_turns_that_began_in_the_crowd_count_once(pace: Pace, clock: Clock) -> None:
    began = clock.now
    clock.now += 4
    for _ in range(48):
        pace.took(began, 48)
    assert pace.at_once == 24


def test_it_never_shrinks_below_a_few(pace: Pace, clock: Clock) -> None:
    turns(pace, clock, 8, 48, times=100)
    assert pace.at_once == LEAST


@pytest.mark.parametrize(("times", "running"), [(ENOUGH - 1, 48), (50, LEAST - 1)])
def test_a_few_slow_turns_are_no_crowd(pace: Pace, clock: Clock, times: int, running: int) -> None:
    turns(pace, clock, 3, running, times)
    assert pace.at_once == 48


def test_it_grows_again_by_one_a_round_while_all_of_it_is_used(pace: Pace, clock: Clock) -> None:
    turns(pace, clock, 8, 48, times=100)
    turns(pace, clock, 0.1, LEAST, times=2 * LEAST)
    assert LEAST < pace.at_once <= LEAST + 2
    before = pace.at_once
    turns(pace, clock, 0.1, LEAST, times=1)
    assert pace.at_once <= before + 1
    turns(pace, clock, 0.1, 48, times=3000)
    assert pace.at_once == 48


def test_one_turn_at_once_stays_one() -> None:
    clock = Clock()
    pace = Pace(1, 0.1, clock)
    turns(pace, clock, 5, LEAST, times=20)
    assert pace.at_once == 1
