"""What the comparison of talks prints, and where it reads processor time."""

import os
import subprocess
import sys
import time

import pytest

from tests.bench.processor_time import milliseconds, parts_of
from tests.bench.talk_speed import Measured, added, held, line


def test_both_are_told_with_how_they_compare() -> None:
    ours = Measured([0.01] * 40, seconds=0.5, worked={"rasa": 200.0, "edge": 40.0}, answers=40)
    stock = Measured([0.08] * 40, seconds=4.0, worked={"rasa": 2400.0}, answers=10)
    first, second, last = line("1 at once", ours, stock).splitlines()
    assert "80.0/s" in first and "rasa 5.0" in first and "edge 1.0" in first and "answers 100 %" in first
    assert "10.0/s" in second and "p95    80.0 ms" in second and "answers 25 %" in second
    assert "8.00 × its messages a second" in last and "0.12 of its p95" in last and "1/10.0" in last


def test_what_edge_and_actions_add_is_told_together() -> None:
    ours, rasa = Measured([0.012] * 40, seconds=0.5, acted=0.16), Measured([0.009] * 40, seconds=0.4, acted=0.2)
    assert added(ours, rasa) == pytest.approx((3.0, 4.0))


@pytest.mark.parametrize(
    ("stock_seconds", "stock_taken", "acted", "answers", "missed"),
    [
        (5.0, 0.08, 0.1, 40, []), (1.0, 0.08, 0.1, 40, ["4 times"]), (5.0, 0.03, 0.1, 40, ["a quarter"]),
        (5.0, 0.08, 0.4, 40, ["10 ms"]), (5.0, 0.08, 0.1, 20, ["answers"]),
    ],
)  # fmt: skip
def test_what_is_wanted_is_judged(
    stock_seconds: float, stock_taken: float, acted: float, answers: int, missed: list[str]
) -> None:
    ours = Measured([0.01] * 40, seconds=0.5, acted=acted, answers=answers)
    told = held(ours, Measured([stock_taken] * 40, seconds=stock_seconds), ours, Measured([0.008] * 40, seconds=0.4))
    assert [what for what, good in told.items() if not good] == [
        what for what in told if any(word in what for word in missed)
    ]


def test_processor_time_grows_with_work() -> None:
    before, until = milliseconds(os.getpid()), time.process_time() + 0.1
    while time.process_time() < until:
        pass
    assert milliseconds(os.getpid()) - before >= 50


def test_a_part_is_found_by_its_module_among_the_children_of_one_process_only() -> None:
    child = subprocess.Popen([sys.executable, "-m", "timeit", "-n", "1", "-r", "1", "input()"], stdin=subprocess.PIPE)
    try:
        assert parts_of(os.getpid(), {"timeit": "rasa"}) == {"rasa": child.pid}
        assert parts_of(os.getpid(), {"http": "rasa"}) == {} == parts_of(child.pid, {"timeit": "rasa"})
    finally:
        child.communicate(b"\n")
