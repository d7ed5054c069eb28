"""Pages that are open look rarely while bells tell them, by themselves otherwise, and miss nothing in between."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import pytest
from fastapi import Request
from pydantic import SecretStr
from sqlalchemy.orm import Session, sessionmaker

from bot.web.app import create_app
from bot.web.conversations import Entry, append_items
from bot.web.edge import Edge
from bot.web.live import News, follow
from bot.web.rasa import Rasa
from bot.web.settings import WebSettings
from procedures.payload import Payload
from tests.web.conftest import Client, serving
from tests.web.fake_rasa import FakeRasa, reply
from tests.web.test_stream import events_of, open_stream

NEVER = 1000.0


class Looks:
    """What is found at each look: its own number, as the state."""

    def __init__(self) -> None:
        self.made = 0
        self.meanwhile: Callable[[], object] = list

    def __call__(self, _session: Session, _after: int) -> tuple[list[Entry], int]:
        self.made += 1
        self.meanwhile()
        return [], self.made


@pytest.fixture
async def edge(settings: WebSettings, sessions: sessionmaker[Session]) -> AsyncIterator[Edge]:
    """An edge that could hear others, and does not yet."""
    settings.redis_url = SecretStr("redis://127.0.0.1:1/0")
    async with aiohttp.ClientSession() as http:
        yield Edge(settings, sessions, Rasa(http, settings.rasa_url))


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of the edge is seen at once."""
    monkeypatch.setattr("bot.web.live.GLANCE", 0.01)


def every(monkeypatch: pytest.MonkeyPatch, *, with_bells: float, alone: float) -> None:
    """Seconds between looks."""
    monkeypatch.setattr("bot.web.edge.WITH_BELLS", with_bells)
    monkeypatch.setattr("bot.web.edge.ALONE", alone)


def listening(edge: Edge, looks: Looks, stops: asyncio.Event | None = None) -> AsyncIterator[News[int] | None]:
    state = SimpleNamespace(stopping=(stops or asyncio.Event()).is_set)
    request = cast(Request, SimpleNamespace(app=SimpleNamespace(state=state)))
    return follow(request, edge, "a", 0, looks)


async def test_it_looks_rarely_only_while_it_hears_the_others(edge: Edge, settings: WebSettings) -> None:
    assert edge.bells is not None
    alone = edge.look_every
    edge.bells.hearing.set()
    assert edge.look_every > alone
    settings.redis_url = SecretStr("")
    assert Edge(settings, edge.sessions, edge.rasa).look_every == alone


async def test_a_bell_that_rings_during_a_look_leads_to_another(edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    every(monkeypatch, with_bells=NEVER, alone=NEVER)
    looks, loop = Looks(), asyncio.get_running_loop()
    looks.meanwhile = lambda: loop.call_soon_threadsafe(edge.ring, "a")
    news = listening(edge, looks)
    async with asyncio.timeout(10):
        assert [await anext(news) for _ in range(3)] == [News([], number) for number in (1, 2, 3)]


async def test_who_no_longer_hears_looks_by_itself_at_once(edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    every(monkeypatch, with_bells=NEVER, alone=0.01)
    assert edge.bells is not None
    edge.bells.hearing.set()
    news = listening(edge, Looks())
    await anext(news)
    second = asyncio.ensure_future(anext(news))
    await asyncio.sleep(0.05)
    assert not second.done()
    edge.bells.hearing.clear()
    assert await asyncio.wait_for(second, 10) == News([], 2)


async def test_it_ends_with_the_edge_however_rarely_it_looks(edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    every(monkeypatch, with_bells=NEVER, alone=NEVER)
    stops = asyncio.Event()
    news = listening(edge, Looks(), stops)
    await anext(news)
    stops.set()
    assert await asyncio.wait_for(anext(news, None), 10) is None


@pytest.mark.redis
@pytest.mark.parametrize("rings", [True, False])
async def test_what_another_edge_wrote_comes_by_its_bell_and_by_a_look_where_the_bell_was_lost(
    rings: bool,
    settings: WebSettings,
    sessions: sessionmaker[Session],
    rasa: FakeRasa,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    every(monkeypatch, with_bells=NEVER if rings else 0.05, alone=NEVER)
    settings.redis_url, settings.rasa_url = SecretStr(os.environ["TEST_REDIS_URL"]), rasa.url
    one, two = create_app(settings), create_app(settings)
    async with serving(one) as url, serving(two), aiohttp.ClientSession() as http, asyncio.timeout(30):
        for app in (one, two):
            await app.state.edge.bells.hearing.wait()
        citizen = await Client(http, url).start()
        async with open_stream(citizen, 1) as response:
            await asyncio.sleep(0.2)  # its first look is over
            with sessions.begin() as session:
                said: dict[str, Any] = reply("Chào.")["custom"]
                append_items(session, citizen.id, [("staff", Payload.model_validate(said))])
            if rings:
                two.state.edge.tell(citizen.id)
            assert [item["seq"] for item in await events_of(response, 1)] == [2]
