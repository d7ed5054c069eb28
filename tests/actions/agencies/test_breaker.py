"""The circuit breaker and bulkhead of one agency."""

import asyncio
from datetime import date

import aiohttp
import pytest

from actions import metrics
from actions.agencies.breaker import Bounds, Breaker
from actions.agencies.client import Limits
from actions.agencies.errors import AgencyAnswerError, AgencyUnreachable, NotFound
from actions.agencies.mock.settings import Mode
from actions.agencies.portal import Portal
from tests.actions.conftest import AGENCY_TOKEN, Mock

CODE, BORN = "H29.15-240702-0012", date(1990, 5, 20)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker("portal", Bounds(failures=3, rest=10, at_once=2), clock)


def state(breaker: Breaker) -> str:
    return breaker.state


def fail(breaker: Breaker, error: Exception | None = None) -> str:
    """One call that fails; gives what the caller is told."""
    error = error or AgencyUnreachable("portal", "too slow")
    with pytest.raises(type(error)) as raised, breaker.call():
        raise error
    return str(raised.value)


def test_it_opens_after_failures_in_a_row_and_then_refuses_at_once(breaker: Breaker) -> None:
    assert [fail(breaker) for _ in range(3)] == ["portal: too slow"] * 3
    assert state(breaker) == "open"
    with pytest.raises(AgencyUnreachable, match="resting"), breaker.call():
        pytest.fail("the agency was asked")


def test_an_answer_between_failures_keeps_it_closed(breaker: Breaker) -> None:
    for _ in range(5):
        fail(breaker)
        fail(breaker)
        with breaker.call():
            pass
    assert state(breaker) == "closed"


@pytest.mark.parametrize("error", [NotFound("portal", "nothing"), AgencyAnswerError("portal", "no JSON")])
def test_an_answer_of_any_kind_is_no_failure(breaker: Breaker, error: Exception) -> None:
    for _ in range(5):
        fail(breaker, error)
    assert state(breaker) == "closed"


def test_after_the_rest_one_trial_closes_it(breaker: Breaker, clock: Clock) -> None:
    for _ in range(3):
        fail(breaker)
    clock.now = 10
    assert state(breaker) == "half-open"
    with breaker.call(), pytest.raises(AgencyUnreachable, match="resting"), breaker.call():
        pytest.fail("a second trial was made")
    assert state(breaker) == "closed"


def test_a_trial_that_fails_opens_it_anew(breaker: Breaker, clock: Clock) -> None:
    for _ in range(3):
        fail(breaker)
    clock.now = 10
    assert fail(breaker) == "portal: too slow"
    clock.now = 19
    assert state(breaker) == "open"
    clock.now = 20
    assert state(breaker) == "half-open"


def shown_as_left_alone() -> float | None:
    return metrics.REGISTRY.get_sample_value("motcua_agency_circuit_open", {"agency": "portal"})


def test_the_figure_lasts_through_rests_and_trials_until_the_agency_has_answered(
    breaker: Breaker, clock: Clock
) -> None:
    shown = [shown_as_left_alone()]
    for _ in range(3):
        fail(breaker)
    shown.append(shown_as_left_alone())
    clock.now = 10  # half-open
    shown.append(shown_as_left_alone())
    fail(breaker)
    clock.now = 20
    with breaker.call():
        shown.append(shown_as_left_alone())
    assert [*shown, shown_as_left_alone()] == [0, 1, 1, 1, 0]


def test_an_error_of_our_own_says_nothing_of_the_agency(breaker: Breaker, clock: Clock) -> None:
    for _ in range(3):
        fail(breaker)
    clock.now = 10
    fail(breaker, RuntimeError("ours"))
    assert state(breaker) == "half-open"


def test_a_trial_that_nobody_waited_for_leaves_room_for_another(breaker: Breaker, clock: Clock) -> None:
    for _ in range(3):
        fail(breaker)
    clock.now = 10
    with pytest.raises(asyncio.CancelledError), breaker.call():
        raise asyncio.CancelledError
    with breaker.call():
        assert breaker.running == 1
    assert state(breaker) == "closed"


def test_late_failures_of_old_calls_do_not_lengthen_the_rest(breaker: Breaker, clock: Clock) -> None:
    with pytest.raises(AgencyUnreachable), breaker.call():
        for _ in range(3):
            fail(breaker)
        clock.now = 9
        raise AgencyUnreachable("portal", "too slow")
    clock.now = 10
    assert state(breaker) == "half-open"


def test_only_so_many_calls_run_at_once(breaker: Breaker) -> None:
    with breaker.call(), breaker.call(), pytest.raises(AgencyUnreachable, match="too many"), breaker.call():
        pytest.fail("a third call was made")
    assert breaker.running == 0 and state(breaker) == "closed"


@pytest.mark.parametrize("mode", ["down", "slow"])
async def test_an_agency_in_trouble_is_left_alone_and_asked_again_when_it_is_back(
    mock: Mock, http: aiohttp.ClientSession, mode: Mode, clock: Clock
) -> None:
    breaker = Breaker("portal", Bounds(failures=2, rest=10), clock)
    portal = Portal(http, mock.url("portal"), AGENCY_TOKEN, Limits(total=3, one_try=1, tries=1), breaker)
    mock.switch("portal", mode)
    reasons = []
    for _ in range(4):
        with pytest.raises(AgencyUnreachable) as raised:
            await portal.dossier(CODE, BORN)
        reasons.append(raised.value.reason)
    assert [reason == "resting" for reason in reasons] == [False, False, True, True]
    mock.switch("portal", "ok")
    clock.now = 10
    assert (await portal.dossier(CODE, BORN)).status == 4
    assert state(breaker) == "closed"
