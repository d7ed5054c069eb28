"""The capacity model: processes for a rate, and a simulation that agrees with what is known of one queue."""

from statistics import mean

import pytest

from tests.load.capacity import needed, read_costs, simulated


def test_processes_are_busy_no_more_than_they_should_be() -> None:
    found = needed(100, {"rasa": 30.0, "web": 24.0, "actions": 15.0})
    assert dict(found.processes) == {"rasa": 5, "web": 4, "actions": 3}
    assert found.machines == 2


@pytest.mark.parametrize("busy", [0.3, 0.6])
def test_one_queue_takes_as_long_as_theory_says(busy: float) -> None:
    took = simulated(busy * 100, {"rasa": 10.0}, {"rasa": 1}, seed=3)
    assert mean(took) == pytest.approx(10 / (1 - busy), rel=0.1)


def test_one_web_that_has_each_message_twice_is_one_queue() -> None:
    took = simulated(60, {"web": 10.0}, {"web": 1}, seed=3)
    assert mean(took) == pytest.approx(10 / (1 - 0.6), rel=0.1)  # two stays of 5 ms each, at 60 %
    assert mean(simulated(60, {"web": 25.0}, {"web": 1})) > 10_000  # half as much again as it can do


def test_more_processes_make_it_quicker_and_fewer_make_it_hopeless() -> None:
    few, enough = (mean(simulated(100, {"rasa": 30.0}, {"rasa": count})) for count in (2, 6))
    assert enough < 100 < few


def test_costs_can_be_given_by_hand() -> None:
    assert read_costs(["rasa=32.5", "web=25"]) == {"rasa": 32.5, "web": 25.0}
