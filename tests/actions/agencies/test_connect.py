"""Which agency answers for which dossier."""

import aiohttp
import pytest

from actions.agencies.connect import Agencies, connect
from actions.settings import ActionsSettings

HERE = "http://127.0.0.1:1"
PROVINCE, MINISTRY = "H29.15-240702-0012", "G01.899-261103-00021"


def _connect(settings: ActionsSettings, http: aiohttp.ClientSession, **addresses: str) -> Agencies:
    return connect(http, settings.model_copy(update=addresses))


async def test_what_has_no_address_is_not_connected(settings: ActionsSettings, http: aiohttp.ClientSession) -> None:
    agencies = _connect(settings, http)
    assert agencies == Agencies()
    assert not agencies.know_dossiers
    assert agencies.for_dossier(PROVINCE) is None


@pytest.mark.parametrize(("code", "name"), [(PROVINCE, "portal"), (MINISTRY, "criminal_record")])
async def test_each_code_goes_to_its_agency(
    settings: ActionsSettings, http: aiohttp.ClientSession, code: str, name: str
) -> None:
    agencies = _connect(settings, http, agency_portal_url=HERE, agency_criminal_record_url=HERE)
    source = agencies.for_dossier(code)
    assert source
    assert source.name == name


async def test_with_only_the_portal_it_is_asked_for_everything(
    settings: ActionsSettings, http: aiohttp.ClientSession
) -> None:
    source = _connect(settings, http, agency_portal_url=HERE).for_dossier(MINISTRY)
    assert source
    assert source.name == "portal"


async def test_with_only_the_ministry_other_codes_have_nobody(
    settings: ActionsSettings, http: aiohttp.ClientSession
) -> None:
    agencies = _connect(settings, http, agency_criminal_record_url=HERE)
    assert agencies.know_dossiers
    assert agencies.for_dossier(PROVINCE) is None


async def test_vneid_is_connected_by_its_own_address(settings: ActionsSettings, http: aiohttp.ClientSession) -> None:
    assert _connect(settings, http, agency_vneid_url=HERE).vneid is not None


async def test_a_token_goes_back_to_the_agency_that_gave_it(
    settings: ActionsSettings, http: aiohttp.ClientSession
) -> None:
    agencies = _connect(settings, http, agency_portal_url=HERE)
    assert agencies.by_name("portal") is agencies.portal
    assert agencies.by_name("criminal_record") is None
    assert agencies.by_name("") is None
