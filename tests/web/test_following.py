"""The edge follows releases: each turn goes to the Rasa that the data base names when the turn begins."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy.orm import Session, sessionmaker

from bot.training import releases
from bot.training.examples import of_yml
from bot.training.models import Made, register
from bot.training.requests import ask_release
from bot.web.app import create_app
from bot.web.citizen.site_models import TrackerToErase
from bot.web.citizen.trackers import forget
from bot.web.edge import Edge
from bot.web.rasa import Rasa
from bot.web.settings import WebSettings
from procedures.calendar import now
from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from tests.web.conftest import Client, serving
from tests.web.fake_rasa import FakeRasa, running

TOKEN = "a token of the tests"


@pytest.fixture
async def other() -> AsyncIterator[FakeRasa]:
    """A second Rasa."""
    async with running() as fake:
        yield fake


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def following(
    request: pytest.FixtureRequest, settings: WebSettings, rasa: FakeRasa
) -> Iterator[tuple[WebSettings, sessionmaker[Session]]]:
    """Settings that follow releases, and the data base: two models, the first live in the first Rasa."""
    if request.param == "postgres":
        settings.database_url = request.getfixturevalue("postgres_url")
    settings.follow_releases, settings.rasa_token = True, SecretStr(TOKEN)
    settings.actions_url = rasa.url  # rasa_url is nobody's: only the row leads to a Rasa
    engine = make_engine(settings.database)
    migrate(engine)
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        for name in ("motcua-2", "motcua-1"):
            made = register(session, Made(name, name[-1] * 64, "0" * 16, 1, of_yml(""), 1.0))
            releases.start_with(session, made, rasa.url)
    yield settings, sessions
    engine.dispose()


def begin(sessions: sessionmaker[Session]) -> int:
    """A release of the other model that the launcher has begun; gives its number."""
    with sessions.begin() as session:
        number = ask_release(session, 1, 1, "x")
        assert releases.begin(session)
        return number


async def test_a_turn_that_runs_ends_where_it_began_and_the_next_goes_to_the_new_one(
    following: tuple[WebSettings, sessionmaker[Session]], rasa: FakeRasa, other: FakeRasa
) -> None:
    settings, sessions = following
    number = begin(sessions)
    rasa.delay = 0.5
    async with serving(create_app(settings)) as url, aiohttp.ClientSession() as http:
        citizen = await Client(http, url).start()
        runs = asyncio.create_task(citizen.post(str(uuid.uuid4()), text="một"))
        async with asyncio.timeout(30):
            while not rasa.received:
                await asyncio.sleep(0.01)
        with sessions.begin() as session:
            releases.move(session, number, other.url)
        status, _ = await runs
        await citizen.say("hai")
    assert status == 200
    assert (rasa.messages, other.messages) == (["một"], ["hai"])


async def test_readiness_looks_at_the_rasa_that_answers(
    following: tuple[WebSettings, sessionmaker[Session]], rasa: FakeRasa, other: FakeRasa
) -> None:
    settings, sessions = following
    number = begin(sessions)
    with sessions.begin() as session:
        releases.move(session, number, other.url)
    rasa.healthy = True
    other.healthy = False
    settings.actions_url = rasa.url
    async with serving(create_app(settings)) as url, aiohttp.ClientSession() as http:
        status, body = await Client(http, url).call("GET", "/readyz")
    assert status == 503 and body["parts"]["rasa"] is False


async def test_forgetting_waits_while_two_rasas_may_write_and_then_goes_to_the_new_one(
    following: tuple[WebSettings, sessionmaker[Session]], rasa: FakeRasa, other: FakeRasa
) -> None:
    settings, sessions = following
    number = begin(sessions)
    with sessions.begin() as session:
        session.add(TrackerToErase(sender="gone", since=now()))
        releases.move(session, number, other.url)
    async with aiohttp.ClientSession() as http:
        edge = Edge(settings, sessions, Rasa(http, settings.rasa_url))
        assert await forget(edge, "gone") is False
        with sessions.begin() as session:
            releases.end(session, number)
        assert await forget(edge, "gone") is True
    assert rasa.forgotten == [] and other.forgotten == [("gone", f"Bearer {TOKEN}")]


async def test_an_edge_that_does_not_follow_asks_the_rasa_of_its_settings(
    following: tuple[WebSettings, sessionmaker[Session]], rasa: FakeRasa, other: FakeRasa
) -> None:
    settings, _ = following
    settings.follow_releases, settings.rasa_url = False, other.url
    async with serving(create_app(settings)) as url, aiohttp.ClientSession() as http:
        await (await Client(http, url).start()).say("một")
    assert (rasa.messages, other.messages) == ([], ["một"])
