"""What citizens may do, on PostgreSQL: the same rows, and the same race, in a data base that locks rows."""

import asyncio
import uuid
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from yarl import URL

from bot.web.app import create_app
from bot.web.citizen.erase import OWNED
from bot.web.citizen.jobs import WORK
from bot.web.citizen.models import Feedback
from bot.web.citizen.site_models import Erasure
from bot.web.edge import Edge
from bot.web.jobs import Work, do_what_is_due
from bot.web.rasa import Rasa
from bot.web.settings import WebSettings
from procedures.db import Base, make_engine, make_sessions
from procedures.publishing.load import publish
from procedures.record import Record
from tests.web.citizen.conftest import Person
from tests.web.conftest import RECORD, serving
from tests.web.fake_rasa import FakeRasa

pytestmark = pytest.mark.postgres


@pytest.fixture
def postgres(settings: WebSettings, postgres_url: str, rasa: FakeRasa) -> WebSettings:
    """Settings with a PostgreSQL data base that holds one record."""
    settings.database_url, settings.rasa_url = postgres_url, rasa.url
    engine = make_engine(settings.database)
    Base.metadata.create_all(engine)
    with make_sessions(engine).begin() as session:
        publish(session, Record.model_validate(RECORD), "test", "test")
    engine.dispose()
    return settings


def _count(session: Session) -> dict[str, int]:
    return {name: session.scalar(select(func.count()).select_from(column.class_)) or 0 for name, column in OWNED}


async def test_thumbs_at_the_same_moment_are_one_and_deleting_leaves_nothing(
    postgres: WebSettings, rasa: FakeRasa
) -> None:
    engine = make_engine(postgres.database)
    sessions = make_sessions(engine)
    async with (
        serving(create_app(postgres)) as url,
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http,
    ):
        person = Person(http, url)
        await person.get()
        await person.ask()
        thumb = {"item": "3", "thumb": "-1", "reason": "wrong", "words": "sai"}
        answers = await asyncio.gather(*(person.own("/chat/feedback", **thumb) for _ in range(6)))
        assert {status for status, _ in answers} == {200}
        form = {"form_id": str(uuid.uuid4()), "slug": "criminal-record-1", "words": "khó"}
        answers = await asyncio.gather(*(person.send("/bao-sai", **form) for _ in range(6)))
        assert {status for status, _ in answers} == {200}
        await person.own("/chat/link")
        with sessions() as session:
            assert session.scalar(select(func.count()).select_from(Feedback)) == 1
        assert (await person.get("/chat/held.json"))[0] == 200
        assert (await person.own("/chat/delete", sure="yes"))[0] == 200
    with sessions() as session:
        assert not any(_count(session).values())
        assert session.scalars(select(Erasure.why)).all() == ["citizen"]
    assert len(rasa.forgotten) == 1
    engine.dispose()


async def test_of_several_edges_one_does_the_work_and_all_of_it_runs(postgres: WebSettings, rasa: FakeRasa) -> None:
    times = 0

    async def count(_: Edge) -> None:
        nonlocal times
        times += 1
        await asyncio.sleep(0.1)

    engines = [make_engine(postgres.database) for _ in range(4)]
    async with aiohttp.ClientSession() as http:
        edges = [Edge(postgres, make_sessions(engine), Rasa(http, rasa.url)) for engine in engines]
        works = [Work("counted", timedelta(hours=1), count)]
        await asyncio.gather(*(do_what_is_due(edge, works) for edge in edges))
        assert times == 1
        assert await do_what_is_due(edges[0], WORK) == [work.name for work in WORK]
    for engine in engines:
        engine.dispose()


async def test_text_that_no_column_can_hold_is_the_callers_fault_and_no_outage(postgres: WebSettings) -> None:
    async with serving(create_app(postgres)) as url, aiohttp.ClientSession() as http:
        for path in ("/?thu-tuc=%00", "/thu-tuc/%00", "/thu-tuc/a%00/cho-quay"):
            async with http.get(URL(url + path, encoded=True)) as response:
                assert response.status == 422, path
        async with http.post(url + "/dang-nhap", data={"login": "a\0", "password": "x"}) as response:
            assert response.status == 422
