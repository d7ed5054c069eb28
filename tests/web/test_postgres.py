"""The hazards of ``test_at_once`` on PostgreSQL: two edges, one data base, the same message at the same moment."""

import asyncio
import uuid

import aiohttp
import pytest

from bot.web.app import create_app
from bot.web.settings import WebSettings
from procedures.db import Base, make_engine
from tests.web.conftest import Client, serving
from tests.web.fake_rasa import FakeRasa

pytestmark = pytest.mark.postgres


@pytest.fixture
def postgres(settings: WebSettings, postgres_url: str) -> WebSettings:
    """Settings with an empty PostgreSQL data base."""
    settings.database_url = postgres_url
    engine = make_engine(settings.database)
    Base.metadata.create_all(engine)
    engine.dispose()
    return settings


async def test_two_edges_make_one_turn_of_each_message(postgres: WebSettings, rasa: FakeRasa) -> None:
    postgres.rasa_url = rasa.url
    rasa.delay = 0.1
    first_edge, second_edge = serving(create_app(postgres)), serving(create_app(postgres))
    async with first_edge as one, second_edge as two, aiohttp.ClientSession() as http:
        first = await Client(http, one).start()
        second = Client(http, two)
        second.id, second.token = first.id, first.token
        for number in range(3):
            name = str(uuid.uuid4())
            answers = await asyncio.gather(*(each.post(name, text=f"tin {number}") for each in (first, second) * 3))
            assert all(answer == answers[0] for answer in answers) and answers[0][0] == 200
        await asyncio.gather(*(each.say("số 001090012345") for each in (first, second) * 3))
        items = await first.since()
    assert len(rasa.received) == 9 and rasa.most_at_once == 1
    assert [item["seq"] for item in items] == list(range(1, len(items) + 1))
    assert all(item["at"].endswith("+00:00") for item in items)


@pytest.mark.parametrize("message", ["a\u0000b", "\U0001f600", "'; DROP TABLE items; --"])
async def test_strange_texts_are_kept(postgres: WebSettings, rasa: FakeRasa, message: str) -> None:
    postgres.rasa_url = rasa.url
    async with serving(create_app(postgres)) as url, aiohttp.ClientSession() as http:
        citizen = await Client(http, url).start()
        mine, _ = await citizen.say(message)
        assert mine["payload"]["text"] == message.replace("\u0000", "")
        assert (await citizen.call("GET", "/api/conversations/%00/messages", citizen.token))[0] == 401
