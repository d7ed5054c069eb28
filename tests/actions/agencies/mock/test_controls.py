"""The mock's controls: switches, dossiers that move on, tokens withdrawn."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from actions.agencies.mock.server import make_app
from actions.agencies.mock.settings import MockSettings

PORTAL, FOLLOWED = "/portal/v1/dossiers/lookup", "/portal/v1/dossiers/followed"
CODE, BORN = "H29.15-240702-0012", "1990-05-20"

Client = TestClient[Any, Any]


@pytest_asyncio.fixture
async def client() -> AsyncIterator[Client]:
    """A client of the mock, which asks for no token of the contract."""
    async with TestClient(TestServer(make_app(MockSettings(mock_slow_seconds=0)))) as client:
        yield client


async def _token(client: Client) -> str:
    body = await (await client.post(PORTAL, json={"code": CODE, "birth_date": BORN})).json()
    token: str = body["follow"]["token"]
    return token


async def test_each_agency_has_a_switch_of_its_own(client: Client) -> None:
    response = await client.put("/_switch/portal", json={"mode": "broken"})
    assert await response.json() == {"portal": "broken", "criminal-record": "ok", "vneid": "ok"}
    assert await (await client.get("/_switch")).json() == await response.json()
    broken = await client.post(PORTAL, json={"code": CODE, "birth_date": BORN})
    with pytest.raises(ValueError):
        await broken.json()


@pytest.mark.parametrize(
    ("agency", "body", "status"),
    [
        ("nobody", '{"mode": "ok"}', 404),
        ("portal", '{"mode": "sleepy"}', 400),
        ("portal", "x", 400),
        ("portal", "[]", 400),
    ],
)
async def test_a_switch_that_is_none_is_refused(client: Client, agency: str, body: str, status: int) -> None:
    assert (await client.put(f"/_switch/{agency}", data=body)).status == status


async def test_it_says_that_it_is_alive(client: Client) -> None:
    assert (await client.get("/healthz")).status == 200


async def test_all_tokens_can_be_withdrawn(client: Client) -> None:
    token = await _token(client)
    await client.delete("/_tokens")
    assert (await client.post(FOLLOWED, json={"code": CODE, "token": token})).status == 410


async def test_a_dossier_can_be_moved_on(client: Client) -> None:
    await client.put(f"/_dossiers/portal/{CODE}", json={"status": 9, "status_text": "Đã xử lý xong"})
    body = await (await client.post(FOLLOWED, json={"code": CODE, "token": await _token(client)})).json()
    assert (body["status"], body["status_text"]) == (9, "Đã xử lý xong")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/_dossiers/nobody/x", "{}", 404),
        ("/_dossiers/portal/x", "{}", 404),
        (f"/_dossiers/portal/{CODE}", '{"applicant": "x"}', 400),
        (f"/_dossiers/portal/{CODE}", "[]", 400),
        (f"/_dossiers/portal/{CODE}", "x", 400),
    ],
)
async def test_a_move_that_is_none_is_refused(client: Client, path: str, body: str, status: int) -> None:
    assert (await client.put(path, data=body)).status == status
