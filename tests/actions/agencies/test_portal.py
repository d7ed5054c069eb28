"""The portal, asked over HTTP."""

from datetime import date

import aiohttp
import pytest

from actions.agencies.errors import AgencyAnswerError, NotFound
from actions.agencies.portal import Portal
from tests.actions.conftest import AGENCY_TOKEN, Mock

CODE, BORN = "H29.15-240702-0012", date(1990, 5, 20)


async def test_the_sample_of_the_contract_is_found(mock: Mock, http: aiohttp.ClientSession) -> None:
    dossier = await Portal(http, mock.url("portal"), AGENCY_TOKEN).dossier(CODE, BORN)
    assert (dossier.status, dossier.sample) == (4, True)


@pytest.mark.parametrize(("code", "born"), [(CODE, date(1990, 5, 21)), ("H29.15-240702-9999", BORN)])
async def test_a_wrong_date_and_an_unknown_code_are_not_found(
    mock: Mock, http: aiohttp.ClientSession, code: str, born: date
) -> None:
    with pytest.raises(NotFound):
        await Portal(http, mock.url("portal"), AGENCY_TOKEN).dossier(code, born)


async def test_a_wrong_token_is_an_error_of_the_answer(mock: Mock, http: aiohttp.ClientSession) -> None:
    with pytest.raises(AgencyAnswerError):
        await Portal(http, mock.url("portal"), "wrong").dossier(CODE, BORN)
