"""A whole edge on loopback: uvicorn, SQLite in a file, and a fake Rasa that is a server too."""

import asyncio
import socket
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import uvicorn
from fastapi import FastAPI
from playwright.async_api import Browser
from pydantic import SecretStr
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session, sessionmaker

import bot.web.models  # noqa: F401 - its tables belong to Base
from bot.web.app import create_app
from bot.web.settings import WebSettings
from procedures import vault
from procedures.db import Base, make_engine, make_sessions
from procedures.migrations.needed import needed
from procedures.publishing.load import publish
from procedures.record import Record
from tests.web import screens
from tests.web.fake_rasa import FakeRasa, running

RECORD = {
    "slug": "criminal-record-1",
    "family": "criminal-record",
    "fact_sheet_id": "lltp",
    "names": [{"vi": "Phiếu lý lịch tư pháp số 1", "en": "Criminal record certificate no. 1"}],
    "aliases": {"vi": ["lý lịch tư pháp"]},
    "codes": [{"code": "3.000333"}],
    "summary": {"vi": "Giấy ghi án tích."},
    "agency": {"vi": "Công an tỉnh"},
    "field": {"vi": "Lý lịch tư pháp"},
    "checked_on": "2026-11-21",
    "check_by": "2027-05-21",
    "fees": [
        {"text": {"vi": "100.000đ một lần"}, "amount": 100000, "from": "2026-07-01"},
        {"text": {"vi": "200.000đ một lần"}, "amount": 200000, "to": "2026-06-30"},
    ],
}


@pytest.fixture(scope="session")
def keys() -> tuple[str, str]:
    """(public, private) keys of the vault."""
    return vault.new_keys()


@pytest.fixture
def settings(tmp_path: Path, keys: tuple[str, str]) -> WebSettings:
    """Settings of an edge with its own data base; ports of nobody until a test says so."""
    return WebSettings(
        database_url=f"sqlite:///{tmp_path / 'edge.db'}",
        state_dir=tmp_path,
        rasa_url="http://127.0.0.1:9",
        actions_url="http://127.0.0.1:9",
        vault_public_key=keys[0],
        address_key=SecretStr("a key of the tests"),
        accounts_key=SecretStr(keys[0]),
        desk_key=SecretStr(keys[1]),
        operator_name="đơn vị thử",
        rate_conversation="1000/minute",
        rate_address="1000/minute",
        rate_new_conversations="1000/minute",
    )


def create_tables(engine: Engine) -> None:
    """All tables at once, as the migrations leave them."""
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": needed()})


@pytest.fixture
def sessions(settings: WebSettings) -> sessionmaker[Session]:
    """The data base with its tables and one record."""
    engine = make_engine(settings.database)
    create_tables(engine)
    made = make_sessions(engine)
    with made.begin() as session:
        publish(session, Record.model_validate(RECORD), "test", "test")
    return made


@pytest.fixture
def postgres_sessions(postgres_url: str) -> Iterator[sessionmaker[Session]]:
    """The tables in PostgreSQL, empty."""
    engine = make_engine(postgres_url)
    Base.metadata.create_all(engine)
    yield make_sessions(engine)
    engine.dispose()


@pytest.fixture
async def rasa() -> AsyncIterator[FakeRasa]:
    """The fake Rasa, running; ``url`` is its address."""
    async with running() as fake:
        yield fake


class Client:
    """A citizen's program: keeps id and token, speaks the public API."""

    def __init__(self, http: aiohttp.ClientSession, url: str):
        self.http, self.url = http, url
        self.id = self.token = ""

    async def call(self, method: str, path: str, token: str | None = None, **options: Any) -> tuple[int, Any]:
        """Status and body (JSON, else text)."""
        headers = options.pop("headers", {})
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        async with self.http.request(method, self.url + path, headers=headers, **options) as response:
            is_json = response.content_type == "application/json"
            return response.status, await response.json() if is_json else await response.text()

    async def start(self, lang: str = "vi") -> "Client":
        """A new conversation."""
        status, body = await self.call("POST", "/api/conversations", json={"lang": lang})
        assert status == 201
        self.id, self.token = body["id"], body["token"]
        return self

    async def post(self, client_id: str | None = None, **body: Any) -> tuple[int, Any]:
        """Sends a message; gives status and body."""
        path = f"/api/conversations/{self.id}/messages"
        return await self.call("POST", path, self.token, json={"client_id": client_id or str(uuid.uuid4()), **body})

    async def say(self, text: str) -> list[dict[str, Any]]:
        """Sends a text that must be taken; gives the items."""
        status, body = await self.post(text=text)
        assert status == 200, body
        items: list[dict[str, Any]] = body["items"]
        return items

    async def since(self, number: int = 0) -> list[dict[str, Any]]:
        """The transcript after an item."""
        status, body = await self.call("GET", f"/api/conversations/{self.id}/messages?since={number}", self.token)
        assert status == 200, body
        items: list[dict[str, Any]] = body["items"]
        return items


@asynccontextmanager
async def serving(app: FastAPI) -> AsyncIterator[str]:
    """The app under uvicorn on a free port; gives its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=2))
    app.state.stopping = lambda: server.should_exit
    task = asyncio.create_task(server.serve([listener]))
    while not server.started:
        assert not task.done(), "the edge did not start"
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await task
    listener.close()


@pytest.fixture
async def edge(settings: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa) -> AsyncIterator[str]:
    """The address of a running edge whose bot and actions are the fake Rasa."""
    settings.rasa_url = settings.actions_url = rasa.url
    async with serving(create_app(settings)) as url:
        yield url


@pytest.fixture
async def edge_with_small_limits(
    settings: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa
) -> AsyncIterator[str]:
    """An edge that takes three messages of a conversation in an hour."""
    settings.rasa_url = rasa.url
    settings.rate_conversation = "3/hour"
    async with serving(create_app(settings)) as url:
        yield url


@pytest.fixture
async def citizen(edge: str) -> AsyncIterator[Client]:
    """A citizen with a conversation."""
    async with aiohttp.ClientSession() as http:
        yield await Client(http, edge).start()


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """The system's browser."""
    async with screens.chromium() as browser:
        yield browser


@pytest.fixture
def unused_ports() -> list[int]:
    """Two free ports."""
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    ports = [int(listener.getsockname()[1]) for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports
