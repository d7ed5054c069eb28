"""Timed work is done once in its time, by one edge of several, and goes on when some of it fails."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.jobs import WORK
from bot.web.citizen.site_models import Job, TrackerToErase
from bot.web.edge import Edge
from bot.web.jobs import Work, do_what_is_due
from bot.web.rasa import Rasa
from bot.web.settings import WebSettings
from procedures.calendar import now
from procedures.db import make_engine, make_sessions
from procedures.followed import DossierFollowed
from tests.web.fake_rasa import FakeRasa


class Counted:
    """Work that counts how often it was done."""

    def __init__(self, every: timedelta = timedelta(hours=1), fails: bool = False):
        self.times, self.fails = 0, fails
        self.work = Work("counted", every, self._do)

    async def _do(self, _: Edge) -> None:
        self.times += 1
        await asyncio.sleep(0.05)
        if self.fails:
            raise RuntimeError("broken")


@pytest.fixture
async def here(settings: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa) -> AsyncIterator[Edge]:
    """An edge with a Rasa."""
    settings.rasa_url, settings.rasa_token = rasa.url, SecretStr("a token of the tests")
    async with aiohttp.ClientSession() as http:
        yield Edge(settings, sessions, Rasa(http, rasa.url))


def set_job(sessions: sessionmaker[Session], **values: object) -> None:
    with sessions.begin() as session:
        session.execute(update(Job).where(Job.name == "counted").values(values))


async def test_work_is_done_again_when_its_time_has_come(here: Edge, sessions: sessionmaker[Session]) -> None:
    counted = Counted()
    assert await do_what_is_due(here, [counted.work]) == ["counted"]
    assert await do_what_is_due(here, [counted.work]) == []
    set_job(sessions, done_at=now() - timedelta(minutes=61))
    assert await do_what_is_due(here, [counted.work]) == ["counted"] and counted.times == 2


async def test_of_several_edges_one_does_it(here: Edge, settings: WebSettings) -> None:
    counted = Counted()
    engines = [make_engine(settings.database) for _ in range(4)]
    edges = [Edge(settings, make_sessions(engine), here.rasa) for engine in engines]
    await asyncio.gather(*(do_what_is_due(edge, [counted.work]) for edge in edges))
    assert counted.times == 1
    for engine in engines:
        engine.dispose()


async def test_work_whose_edge_died_is_taken_over_when_the_lease_has_run_out(
    here: Edge, sessions: sessionmaker[Session]
) -> None:
    counted = Counted(timedelta(0))
    await do_what_is_due(here, [counted.work])
    set_job(sessions, lease="of one that died", leased_until=now() + timedelta(minutes=1))
    assert await do_what_is_due(here, [counted.work]) == []
    set_job(sessions, leased_until=now() - timedelta(seconds=1))
    assert await do_what_is_due(here, [counted.work]) == ["counted"]


async def test_work_that_fails_is_due_again_and_keeps_nothing_else_from_being_done(
    here: Edge, sessions: sessionmaker[Session]
) -> None:
    broken, after = Counted(fails=True), Counted()
    works = [broken.work, Work("after", timedelta(hours=1), after.work.do)]
    assert await do_what_is_due(here, works) == ["after"]
    broken.fails = False
    assert await do_what_is_due(here, works) == ["counted"] and broken.times == 2
    with sessions() as session:
        assert session.scalars(select(Job.lease)).all() == [None, None]


async def test_all_our_work_runs_on_an_empty_data_base(here: Edge) -> None:
    assert await do_what_is_due(here, WORK) == [work.name for work in WORK]


async def test_rasa_is_asked_to_forget_until_it_has(
    here: Edge, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    forget = next(work for work in WORK if work.name == "trackers").do
    with sessions.begin() as session:
        session.add_all(TrackerToErase(sender=sender, since=now()) for sender in ("a", "b"))
    rasa.healthy = False
    await forget(here)
    with sessions() as session:
        assert len(session.scalars(select(TrackerToErase.sender)).all()) == 2
    rasa.healthy = True
    await forget(here)
    assert rasa.forgotten == [(sender, "Bearer a token of the tests") for sender in ("a", "b")]
    with sessions() as session:
        assert session.scalars(select(TrackerToErase.sender)).all() == []


async def test_what_an_action_wrote_after_the_erasing_goes_once_rasa_has_forgotten(
    here: Edge, sessions: sessionmaker[Session]
) -> None:
    forget = next(work for work in WORK if work.name == "trackers").do
    with sessions.begin() as session:
        session.add(TrackerToErase(sender="erased", since=now()))
        for conversation in ("erased", "another"):
            row = {"dossier": "a hash", "sealed": b"sealed", "shown_at": now(), "expires_at": now() + timedelta(days=1)}
            session.add(DossierFollowed(conversation=conversation, **row))
    await forget(here)
    with sessions() as session:
        assert session.scalars(select(DossierFollowed.conversation)).all() == ["another"]
