"""The gate before a release: a model that is worse on purpose is refused by the names of the topics that fell."""

import pytest

from bot.training.gate import compared, fallen, mcnemar


def rows(group: str, both: int, lost: int = 0, won: int = 0) -> list[tuple[str, bool, bool]]:
    return [(group, True, True)] * both + [(group, True, False)] * lost + [(group, False, True)] * won


def test_a_candidate_that_is_worse_in_two_topics_is_refused_naming_them() -> None:
    judged = rows("fee", 60, lost=20) + rows("time", 80) + rows("where", 70, lost=12, won=2) + rows("form", 50, won=9)
    assert [each.group for each in fallen(compared(judged))] == ["fee", "where"]


def test_the_same_model_again_may_be_released() -> None:
    assert fallen(compared(rows("fee", 80) + rows("time", 80))) == []


def test_a_fall_that_may_be_chance_does_not_stop_it() -> None:
    assert fallen(compared(rows("fee", 20, lost=2))) == []


def test_a_fall_of_less_than_two_points_does_not_stop_it_however_sure_it_is() -> None:
    assert fallen(compared(rows("fee", 990, lost=10))) == []


def test_a_group_says_how_far_it_fell() -> None:
    (one,) = fallen(compared(rows("fee, không dấu", 60, lost=20)))
    assert (one.live, one.candidate) == (100.0, 75.0) and one.p < 0.001


@pytest.mark.parametrize(
    ("lost", "won", "p"), [(0, 0, 1.0), (5, 5, 0.623046875), (5, 0, 0.03125), (0, 5, 1.0), (9, 1, 0.0107421875)]
)
def test_the_exact_test_gives_the_binomial_tail(lost: int, won: int, p: float) -> None:
    assert mcnemar(lost, won) == p
