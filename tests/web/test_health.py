"""Readiness tells the truth about each part."""

import asyncio

import aiohttp
import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.app import create_app
from bot.web.settings import WebSettings
from procedures.db import Base
from procedures.models import Procedure
from tests.web.conftest import Client, serving
from tests.web.fake_rasa import FakeRasa


async def test_all_is_ready(citizen: Client) -> None:
    parts = {"database": True, "knowledge_base": True, "rasa": True, "actions": True}
    assert await citizen.call("GET", "/readyz") == (200, {"ready": True, "parts": parts, "crowded": False})
    assert await citizen.call("GET", "/healthz") == (200, {"status": "ok"})


async def _down(citizen: Client) -> list[str]:
    status, body = await citizen.call("GET", "/readyz")
    assert status == 503 and body["ready"] is False and body["error"]["message"]
    return [part for part, ready in body["parts"].items() if not ready]


async def test_a_bot_that_is_not_well_is_named(citizen: Client, rasa: FakeRasa) -> None:
    rasa.healthy = False
    assert await _down(citizen) == ["rasa", "actions"]


async def test_an_empty_knowledge_base_is_named(citizen: Client, sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        session.execute(update(Procedure).values(live_version=None))
    assert await _down(citizen) == ["knowledge_base"]


async def test_a_data_base_without_its_tables_is_named(citizen: Client, sessions: sessionmaker[Session]) -> None:
    Base.metadata.drop_all(sessions.kw["bind"])
    assert await _down(citizen) == ["database", "knowledge_base"]


async def test_a_part_that_is_gone_is_named_and_the_edge_still_alive(
    settings: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    settings.rasa_url = rasa.url
    async with serving(create_app(settings)) as url, aiohttp.ClientSession() as http:
        citizen = Client(http, url)
        assert await _down(citizen) == ["actions"]
        assert (await citizen.call("GET", "/healthz"))[0] == 200


async def test_a_crowd_that_asks_at_once_is_answered_by_one_look(
    citizen: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0

    async def look(*_: object) -> dict[str, bool]:
        nonlocal looks
        looks += 1
        await asyncio.sleep(0.5)
        return {"rasa": True}

    monkeypatch.setattr("bot.web.readiness.look_at_parts", look)
    answers = await asyncio.gather(*(citizen.call("GET", "/readyz") for _ in range(8)))
    assert looks == 1 and {status for status, _ in answers} == {200}


@pytest.mark.parametrize("path", ["/api/conversations", "/api/procedures/{slug}", "/readyz"])
async def test_the_api_describes_itself(citizen: Client, path: str) -> None:
    status, document = await citizen.call("GET", "/api/openapi.json")
    assert status == 200 and path in document["paths"]
    assert "/chat" not in document["paths"] and "HTTPValidationError" not in document["components"]["schemas"]
