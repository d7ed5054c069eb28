"""Several edges over the real Redis: limits are one, news reach the other edge; without Redis each goes on alone."""

import asyncio
import os
import uuid
from collections.abc import AsyncIterator

import aiohttp
import pytest
from pydantic import SecretStr
from redis.asyncio import Redis
from sqlalchemy.orm import Session, sessionmaker

from bot.web.app import create_app
from bot.web.bells import Bells, make_redis
from bot.web.limits import Limits, TooMany
from bot.web.settings import WebSettings
from tests.web.conftest import Client, serving
from tests.web.fake_rasa import FakeRasa

pytestmark = pytest.mark.redis


@pytest.fixture
def shared(settings: WebSettings) -> WebSettings:
    """Settings with the Redis that the environment names."""
    url = os.environ.get("TEST_REDIS_URL")
    if not url:
        pytest.fail("TEST_REDIS_URL is not set")
    settings.redis_url = SecretStr(url)
    return settings


@pytest.fixture
async def redis(shared: WebSettings) -> AsyncIterator[Redis]:
    async with make_redis(shared.redis_url.get_secret_value()) as client:
        yield client


@pytest.fixture
async def nobody(unused_ports: list[int]) -> AsyncIterator[Redis]:
    """A Redis that is down."""
    async with make_redis(f"redis://127.0.0.1:{unused_ports[0]}/0") as client:
        yield client


async def test_edges_count_together(shared: WebSettings, redis: Redis) -> None:
    shared.rate_conversation = "3/hour"
    who, edges = uuid.uuid4().hex, [Limits(shared, redis) for _ in range(2)]
    for each in (*edges, edges[0]):
        await each.count("conversation", who)
    for each in edges:
        with pytest.raises(TooMany):
            await each.count("conversation", who)


async def test_without_redis_each_edge_counts_by_itself(settings: WebSettings, nobody: Redis) -> None:
    settings.rate_conversation, settings.redis_url = "2/hour", SecretStr("redis://127.0.0.1:1/0")
    alone = Limits(settings, nobody)
    for _ in range(2):
        await alone.count("conversation", "a")
    with pytest.raises(TooMany):
        await alone.count("conversation", "a")


async def test_news_ring_at_the_other_edge_and_not_at_the_own(redis: Redis) -> None:
    heard: dict[str, list[str]] = {"one": [], "two": []}
    rang = asyncio.Event()

    def ring(conversation: str) -> None:
        heard["two"].append(conversation)
        rang.set()

    one, two = Bells(redis, heard["one"].append), Bells(redis, ring)
    name = uuid.uuid4().hex
    async with one.running(), two.running():
        await asyncio.gather(one.hearing.wait(), two.hearing.wait())
        one.tell(name)
        await asyncio.wait_for(rang.wait(), 10)
        two.tell("back")
        while "back" not in heard["one"]:
            await asyncio.sleep(0.01)
    assert name in heard["two"] and name not in heard["one"]


async def test_bells_that_nobody_takes_hinder_nobody(nobody: Redis) -> None:
    bells = Bells(nobody, lambda _: None)
    async with bells.running():
        for number in range(20_000):
            bells.tell(str(number))
        await asyncio.sleep(0)


async def test_two_edges_with_redis_serve_and_one_without_it_says_so(
    shared: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa, unused_ports: list[int]
) -> None:
    shared.rasa_url = shared.actions_url = rasa.url
    async with serving(create_app(shared)) as one, serving(create_app(shared)) as two, aiohttp.ClientSession() as http:
        citizen = await Client(http, one).start()
        await citizen.say("lệ phí")
        other = Client(http, two)
        other.id, other.token = citizen.id, citizen.token
        assert len(await other.since()) == 3
        status, body = await other.call("GET", "/readyz")
        assert status == 200 and body["parts"]["redis"] is True
    shared.redis_url = SecretStr(f"redis://127.0.0.1:{unused_ports[0]}/0")
    async with serving(create_app(shared)) as alone, aiohttp.ClientSession() as http:
        citizen = await Client(http, alone).start()
        assert len(await citizen.say("lệ phí")) == 2
        status, body = await citizen.call("GET", "/readyz")
        assert status == 503 and [part for part, ready in body["parts"].items() if not ready] == ["redis"]
