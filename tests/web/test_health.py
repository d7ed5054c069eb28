"""Readiness tells the truth about each part."""

import asyncio
from datetime import datetime
from typing import cast

import aiohttp
import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session, sessionmaker

from bot.web import readiness
from bot.web.app import create_app
from bot.web.citizen.site_models import Job
from bot.web.edge import Edge
from bot.web.settings import WebSettings
from procedures.db import Base, make_engine
from procedures.models import Procedure
from tests.web.conftest import Client, create_tables, serving
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


async def test_a_data_base_before_the_migrations_of_this_code_is_named_and_one_after_it_is_not(
    citizen: Client, sessions: sessionmaker[Session]
) -> None:
    older, newer = "0001", "9999"
    for revision, answer in ((older, 503), (newer, 200)):
        with sessions.begin() as session:
            session.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
        status, body = await citizen.call("GET", "/readyz")
        assert (status, body["parts"]["database"]) == (answer, answer == 200)


@pytest.mark.postgres
async def test_a_data_base_that_may_only_be_read_is_named(settings: WebSettings, postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    create_tables(engine)
    engine.dispose()
    settings.database_url = postgres_url + "%20-cdefault_transaction_read_only%3Don"
    async with serving(create_app(settings)) as url, aiohttp.ClientSession() as http:
        status, body = await Client(http, url).call("GET", "/readyz")
    assert status == 503 and body["parts"]["database"] is False


async def test_a_write_is_tried_once_in_a_while_and_not_at_each_question(
    edge: str, sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def written(citizen: Client) -> datetime | None:
        assert (await citizen.call("GET", "/readyz"))[0] == 200
        with sessions() as session:
            return session.scalar(select(Job.done_at).where(Job.name == readiness.PROBE))

    async with aiohttp.ClientSession() as http:
        citizen = Client(http, edge)
        monkeypatch.setattr(readiness, "WRITTEN_SECONDS", 600.0)
        first = await written(citizen)
        assert first and await written(citizen) == first
    with sessions() as session:
        assert len(session.scalars(select(Job.name)).all()) == 1


async def test_a_write_that_hangs_is_not_joined_by_others_and_its_end_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, released = 0, asyncio.Event()

    class Hanging:
        async def run(self, _use_case: object) -> None:
            nonlocal begun
            begun += 1
            await released.wait()

    monkeypatch.setattr(readiness, "TIME_LIMIT", 0.01)
    monkeypatch.setattr(readiness, "WRITTEN_SECONDS", 0.0)
    writing = readiness.Writing(cast(Edge, Hanging()))
    assert [await writing.works() for _ in range(3)] == [False, False, False]
    assert begun == 1
    monkeypatch.setattr(readiness, "TIME_LIMIT", 60.0)
    released.set()
    assert await writing.works() is True
    assert await writing.works() is True and begun == 2


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
