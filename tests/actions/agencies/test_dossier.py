"""A dossier's answer, read."""

from datetime import UTC, date, datetime
from typing import Any

import aiohttp
import pytest

from actions.agencies.dossier import DossierClient
from actions.agencies.errors import AgencyAnswerError

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
    ],
    ids=["11", "0", "none", "empty", "another", "no-date", "too-long"],
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
