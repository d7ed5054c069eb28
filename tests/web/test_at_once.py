"""Hazard: the same or several messages at the same moment, from one process and from two, and a process that dies."""

import asyncio
import os
import signal
import sys
import uuid
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.app import create_app
from bot.web.conversations import Talk
from bot.web.conversations.tokens import request_hash
from bot.web.conversations.turns import Asked, Begun, begin_turn, finish_turn
from bot.web.models import Conversation, Turn
from bot.web.settings import WebSettings
from procedures.calendar import now
from procedures.payload import Payload
from tests.web.conftest import Client, serving
from tests.web.fake_rasa import FakeRasa, reply


async def _whole(citizen: Client) -> list[int]:
    return [item["seq"] for item in await citizen.since()]


async def test_the_same_client_id_at_once_makes_one_turn(citizen: Client, rasa: FakeRasa) -> None:
    rasa.delay = 0.2
    name = str(uuid.uuid4())
    answers = await asyncio.gather(*(citizen.post(name, text="xin chào") for _ in range(8)))
    assert all(answer == answers[0] for answer in answers) and answers[0][0] == 200
    assert len(rasa.received) == 1 and await _whole(citizen) == [1, 2, 3]


async def test_the_same_client_id_at_two_edges_makes_one_turn(
    citizen: Client, rasa: FakeRasa, settings: WebSettings
) -> None:
    rasa.delay = 0.3
    async with serving(create_app(settings)) as second:
        other = Client(citizen.http, second)
        other.id, other.token = citizen.id, citizen.token
        for round_number in range(3):
            name = str(uuid.uuid4())
            both = [each.post(name, text=f"tin {round_number}") for each in (citizen, other)]
            first, again = await asyncio.gather(*both)
            assert first == again and first[0] == 200
    assert len(rasa.received) == 3 and rasa.most_at_once == 1
    assert await _whole(citizen) == list(range(1, 8))


async def test_who_was_answered_before_need_not_wait_for_a_turn_that_another_edge_answers(
    citizen: Client, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    name = str(uuid.uuid4())
    first = await citizen.post(name, text="xin chào")
    _begin(sessions, Talk(citizen.id, citizen.token, "vi"), str(uuid.uuid4()), "đang chạy")
    async with asyncio.timeout(10):  # the other turn would keep it for twice as long
        assert await citizen.post(name, text="xin chào") == first
        status, _ = await citizen.post(name, text="một câu khác")
    assert first[0] == 200 and status == 409 and len(rasa.received) == 1


async def test_messages_of_one_conversation_are_answered_one_after_another(
    citizen: Client, rasa: FakeRasa, settings: WebSettings
) -> None:
    rasa.delay = 0.05
    async with serving(create_app(settings)) as second:
        other = Client(citizen.http, second)
        other.id, other.token = citizen.id, citizen.token
        texts = [f"tin {number}" for number in range(10)]
        answers = await asyncio.gather(
            *((citizen, other)[number % 2].post(text=text) for number, text in enumerate(texts))
        )
    assert rasa.most_at_once == 1 and sorted(rasa.messages) == sorted(texts)
    assert await _whole(citizen) == list(range(1, 22))
    for status, body in answers:
        seqs = [item["seq"] for item in body["items"]]
        assert status == 200 and seqs == [seqs[0], seqs[0] + 1]


async def test_conversations_do_not_wait_for_each_other(citizen: Client, rasa: FakeRasa) -> None:
    rasa.delay = 0.3
    others = [await Client(citizen.http, citizen.url).start() for _ in range(3)]
    await asyncio.gather(*(each.say("xin chào") for each in (citizen, *others)))
    assert rasa.most_at_once == 4


async def test_a_turn_whose_process_died_is_answered_honestly(
    citizen: Client, rasa: FakeRasa, sessions: sessionmaker[Session]
) -> None:
    name = await _die_in_a_turn(citizen, sessions, "làm căn cước")
    status, body = await citizen.post(name, text="làm căn cước")
    assert status == 200 and [item["from"] for item in body["items"]] == ["citizen", "bot"]
    assert body["items"][1]["payload"]["outcome"] == "error_internal"
    assert "1800 1096" in body["items"][1]["payload"]["text"]
    assert rasa.received == []
    assert await citizen.post(name, text="làm căn cước") == (200, body)


async def test_a_broken_turn_is_closed_before_the_next_message(
    citizen: Client, rasa: FakeRasa, sessions: sessionmaker[Session]
) -> None:
    await _die_in_a_turn(citizen, sessions, "làm căn cước")
    await citizen.say("alo")
    outcomes = [item["payload"].get("outcome", "-") for item in await citizen.since(1)]
    assert outcomes == ["-", "error_internal", "-", "answered"]
    assert await _whole(citizen) == [1, 2, 3, 4, 5]


async def test_replies_that_come_after_the_lease_was_lost_are_not_added(
    citizen: Client, settings: WebSettings, sessions: sessionmaker[Session]
) -> None:
    talk = Talk(citizen.id, citizen.token, "vi")
    begun = _begin(sessions, talk, str(uuid.uuid4()))
    _expire(sessions, talk.id)
    await citizen.say("alo")
    with sessions.begin() as session:
        late = Payload.model_validate(reply("muộn")["custom"])
        assert finish_turn(session, talk, begun, [late]) is None
    assert "muộn" not in str(await citizen.since())


async def test_a_message_waits_only_so_long_for_another_process(
    citizen: Client, sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    _begin(sessions, Talk(citizen.id, citizen.token, "vi"), str(uuid.uuid4()))
    monkeypatch.setattr("bot.web.conversations.exchange.PATIENCE", 0.3)
    status, body = await citizen.post(text="alo")
    assert (status, body["error"]["code"]) == (503, "busy")


async def test_talks_that_another_process_answers_take_no_place_from_others(
    settings: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    settings.rasa_url, settings.most_turns, settings.turn_wait_seconds = rasa.url, 2, 1
    app = create_app(settings)
    async with serving(app) as url, aiohttp.ClientSession() as http:
        taken = [await Client(http, url).start() for _ in range(6)]
        names = [str(uuid.uuid4()) for _ in taken]
        for citizen, name in zip(taken, names, strict=True):
            _begin(sessions, Talk(citizen.id, citizen.token, "vi"), name, "lệ phí")
        waiting = [asyncio.create_task(citizen.post(text="còn gì")) for citizen in taken]
        while any(app.state.edge.is_free(citizen.id) for citizen in taken):
            await asyncio.sleep(0.01)
        other = await Client(http, url).start()
        for number in range(5):
            await other.say(f"tin {number}")
        assert not any(each.done() for each in waiting)
        for citizen in taken:
            _expire(sessions, citizen.id)
        assert [status for status, _ in await asyncio.gather(*waiting)] == [200] * len(taken)


async def test_two_processes_make_one_turn(
    rasa: FakeRasa, settings: WebSettings, sessions: sessionmaker[Session], two_processes: list[str]
) -> None:
    rasa.delay = 0.3
    async with aiohttp.ClientSession() as http:
        first = await Client(http, two_processes[0]).start()
        second = Client(http, two_processes[1])
        second.id, second.token = first.id, first.token
        name = str(uuid.uuid4())
        answers = await asyncio.gather(*(each.post(name, text="xin chào") for each in (first, second) * 3))
        assert all(answer == answers[0] for answer in answers) and answers[0][0] == 200
        assert await _whole(second) == [1, 2, 3]
    assert len(rasa.received) == 1


@pytest.fixture
async def two_processes(
    rasa: FakeRasa, settings: WebSettings, sessions: sessionmaker[Session], unused_ports: list[int]
) -> AsyncIterator[list[str]]:
    """Two edges, each ``python -m bot.web`` of its own, over one data base."""
    running: list[asyncio.subprocess.Process] = []
    urls = [f"http://127.0.0.1:{port}" for port in unused_ports]
    for port in unused_ports:
        env = os.environ | {
            "PORT": str(port),
            "DATABASE_URL": settings.database,
            "RASA_URL": rasa.url,
            "ACTIONS_URL": rasa.url,
            "VAULT_PUBLIC_KEY": settings.vault_public_key,
            "ACCOUNTS_KEY": settings.accounts_key.get_secret_value(),
            "DESK_KEY": settings.desk_key.get_secret_value(),
            "ADDRESS_KEY": "a key of the tests",
        }
        running.append(await asyncio.create_subprocess_exec(sys.executable, "-m", "bot.web", env=env))
    try:
        async with aiohttp.ClientSession() as http:
            for url in urls:
                await asyncio.wait_for(_until_ready(http, url), 60)
        yield urls
    finally:
        for process in running:
            process.terminate()
        ends = [await process.wait() for process in running]
    assert ends == [-signal.SIGTERM] * 2  # uvicorn ends in order and then by the signal itself


async def _until_ready(http: aiohttp.ClientSession, url: str) -> None:
    while True:
        try:
            async with http.get(url + "/readyz") as response:
                assert response.status == 200, await response.text()
                return
        except aiohttp.ClientConnectionError:
            await asyncio.sleep(0.1)


def _begin(sessions: sessionmaker[Session], talk: Talk, client_id: str, text: str = "cũ") -> Begun:
    digest = request_hash(talk.token, "text", text)
    with sessions.begin() as session:
        begun = begin_turn(
            session,
            talk,
            client_id,
            digest,
            lambda _session, _lang: Asked(text, {"text": text, "button": None}),
            lambda _lang: Payload.model_validate(reply("ngắt")["custom"]),
        )
    assert isinstance(begun, Begun)
    return begun


def _expire(sessions: sessionmaker[Session], conversation: str) -> None:
    with sessions.begin() as session:
        past = now() - timedelta(seconds=1)
        session.execute(update(Conversation).where(Conversation.id == conversation).values(leased_until=past))


async def _die_in_a_turn(citizen: Client, sessions: sessionmaker[Session], text: str) -> str:
    """A turn that was begun and never finished, long ago; gives its client_id."""
    name = str(uuid.uuid4())
    _begin(sessions, Talk(citizen.id, citizen.token, "vi"), name, text)
    _expire(sessions, citizen.id)
    with sessions() as session:
        assert session.scalars(select(Turn.state)).all() == ["running"]
    return name
