"""A dossier's answer, read."""

from datetime import UTC, date, datetime
from typing import Any

import aiohttp
import pytest

from actions.agencies.dossier import DossierClient
from actions.agencies.errors import AgencyAnswerError, TokenRefused
from actions.agencies.portal import Portal
from tests.actions.conftest import AGENCY_TOKEN, Mock

CODE = "H29.15-240702-0012"
BORN = date(1990, 5, 20)
WHOLE: dict[str, Any] = {"code": CODE, "status": 4, "status_text": "Đang xử lý", "received_on": "2024-07-02"}


class Answering(DossierClient):
    """A client whose agency gives a fixed answer."""

    name = "portal"
    answer: dict[str, Any]

    async def post(self, path: str, question: dict[str, str]) -> dict[str, Any]:
        """The fixed answer."""
        assert question == {"code": CODE, "birth_date": "1990-05-20"}
        return self.answer


@pytest.fixture
def client(http: aiohttp.ClientSession) -> Answering:
    """The client."""
    return Answering(http, "http://127.0.0.1", "")


async def test_dates_are_dates_and_unknown_values_none(client: Answering) -> None:
    client.answer = WHOLE
    dossier = await client.dossier(CODE, BORN)
    assert dossier.received_on == date(2024, 7, 2)
    assert (dossier.note, dossier.due_on, dossier.sample) == (None, None, False)


@pytest.mark.parametrize("written", ["2026-11-20T23:30:00", "2026-11-20T23:30:00+07:00", "2026-11-20T16:30:00Z"])
async def test_a_time_without_a_zone_is_vietnams(client: Answering, written: str) -> None:
    client.answer = {**WHOLE, "updated_at": written}
    assert (await client.dossier(CODE, BORN)).updated_at == datetime(2026, 11, 20, 16, 30, tzinfo=UTC)


async def test_fields_outside_the_contract_are_dropped(client: Answering) -> None:
    client.answer = {**WHOLE, "applicant": "Nguyễn Văn A", "id_number": "001090012345"}
    assert "Nguyễn" not in repr(await client.dossier(CODE, BORN))


@pytest.mark.parametrize(
    "change",
    [
        {"status": 11},
        {"status": 0},
        {"status": None},
        {"status_text": ""},
        {"code": "H29.15-240702-0013"},
        {"received_on": "hôm qua"},
        {"note": "x" * 2001},
        {"follow": {"token": "short", "expires_at": "2026-12-01T00:00:00Z"}},
        {"follow": {"token": "t" * 40, "expires_at": None}},
    ],
    ids=["11", "0", "none", "empty", "another", "no-date", "too-long", "short-token", "endless-token"],
)
async def test_a_field_outside_the_contract_is_an_error_that_quotes_nothing(
    client: Answering, change: dict[str, Any]
) -> None:
    client.answer = {**WHOLE, **change}
    with pytest.raises(AgencyAnswerError) as raised:
        await client.dossier(CODE, BORN)
    assert raised.value.__cause__ is None
    assert str(raised.value) in (
        "portal: fields missing or of another form",
        "portal: the answer is about another dossier",
    )


async def test_a_token_is_read_and_shows_in_no_log(client: Answering) -> None:
    client.answer = {**WHOLE, "follow": {"token": "t" * 40, "expires_at": "2026-12-01T00:00:00"}}
    dossier = await client.dossier(CODE, BORN)
    assert dossier.follow
    assert dossier.follow.expires_at == datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
    assert "tttt" not in repr(dossier)


@pytest.fixture
def portal(mock: Mock, http: aiohttp.ClientSession) -> Portal:
    """A client of the mock."""
    return Portal(http, mock.url("portal"), AGENCY_TOKEN)


async def test_by_its_token_the_dossier_is_given_again(portal: Portal) -> None:
    follow = (await portal.dossier(CODE, BORN)).follow
    assert follow
    assert (await portal.followed(CODE, follow.token)).status == 4


async def test_a_token_that_opens_nothing_is_refused(portal: Portal) -> None:
    with pytest.raises(TokenRefused):
        await portal.followed(CODE, "t" * 40)


async def test_after_it_was_given_back_a_token_is_refused_and_giving_it_back_twice_is_no_fault(portal: Portal) -> None:
    follow = (await portal.dossier(CODE, BORN)).follow
    assert follow
    for _ in range(2):
        await portal.unfollow(CODE, follow.token)
    with pytest.raises(TokenRefused):
        await portal.followed(CODE, follow.token)
