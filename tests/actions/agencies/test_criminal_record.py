"""The criminal record service."""

from datetime import date

import aiohttp
import pytest

from actions.agencies.criminal_record import CriminalRecord, answers_for
from tests.actions.conftest import AGENCY_TOKEN, Mock


@pytest.mark.parametrize(
    ("code", "theirs"),
    [
        ("G01.899-261103-00021", True),
        ("g01-261115-7788", True),
        ("000.00.99.G01-240815-0034", True),
        ("G15-261020-0345", False),
        ("H29.15-240702-0012", False),
        ("G011-240702-0012", False),
        ("000.01.15.H29-240702-0012", False),
        ("", False),
    ],
)
def test_codes_of_unit_g01_are_its_own(code: str, theirs: bool) -> None:
    assert answers_for(code) is theirs


async def test_a_dossier_of_the_ministry_is_found(mock: Mock, http: aiohttp.ClientSession) -> None:
    service = CriminalRecord(http, mock.url("criminal-record"), AGENCY_TOKEN)
    dossier = await service.dossier("G01-261115-7788", date(2004, 5, 5))
    assert dossier.status == 5
    assert dossier.note
