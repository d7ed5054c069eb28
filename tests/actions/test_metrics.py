"""What is counted of calls to agencies."""

import asyncio

import pytest

from actions.agencies.errors import AgencyUnreachable
from actions.metrics import REGISTRY, agency_call


def calls(agency: str, result: str) -> float:
    """How many were counted."""
    labels = {"agency": agency, "result": result}
    return REGISTRY.get_sample_value("motcua_agency_call_seconds_count", labels) or 0.0


def test_a_call_that_went_well_is_counted_as_ok() -> None:
    before = calls("an agency", "ok")
    with agency_call("an agency"):
        pass
    assert calls("an agency", "ok") == before + 1


@pytest.mark.parametrize("error", [AgencyUnreachable("an agency", "slow"), asyncio.CancelledError()])
def test_a_call_that_failed_is_counted_by_its_kind_of_error_which_goes_on(error: BaseException) -> None:
    before = calls("an agency", type(error).__name__)
    with pytest.raises(type(error)), agency_call("an agency"):
        raise error
    assert calls("an agency", type(error).__name__) == before + 1
