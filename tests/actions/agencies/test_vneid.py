"""VNeID's state of an account."""

from datetime import date

import aiohttp
import pytest

from actions.agencies.errors import AgencyAnswerError, NotFound
from actions.agencies.vneid import AccountState, Vneid
from tests.actions.conftest import AGENCY_TOKEN, Mock


@pytest.fixture
def vneid(mock: Mock, http: aiohttp.ClientSession) -> Vneid:
    """The client on the mock."""
    return Vneid(http, mock.url("vneid"), AGENCY_TOKEN)


@pytest.mark.parametrize(
    ("number", "born", "state"),
    [
        ("001090000001", date(1990, 5, 20), AccountState("active", 2, True)),
        ("001085000002", date(1985, 11, 2), AccountState("pending", None, True)),
        ("079178000003", date(1978, 1, 30), AccountState("locked", 2, True)),
    ],
)
async def test_each_state_is_read(vneid: Vneid, number: str, born: date, state: AccountState) -> None:
    assert await vneid.account(number, born) == state


async def test_a_wrong_date_is_not_found(vneid: Vneid) -> None:
    with pytest.raises(NotFound):
        await vneid.account("001090000001", date(1990, 5, 21))


async def test_a_broken_answer_is_an_error(vneid: Vneid, mock: Mock) -> None:
    mock.switch("vneid", "broken")
    with pytest.raises(AgencyAnswerError):
        await vneid.account("001090000001", date(1990, 5, 20))


async def test_a_state_outside_the_contract_is_an_error(vneid: Vneid, monkeypatch: pytest.MonkeyPatch) -> None:
    async def post(*_: object) -> dict[str, str]:
        return {"state": "sleeping"}

    monkeypatch.setattr(vneid, "post", post)
    with pytest.raises(AgencyAnswerError):
        await vneid.account("001090000001", date(1990, 5, 20))
