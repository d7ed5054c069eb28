"""The live transcript."""

import asyncio
import contextlib
import json
from typing import Any

import aiohttp
import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.conversations import append_items
from bot.web.limits import MOST_STREAMS
from bot.web.models import Conversation
from procedures.db import Base
from procedures.payload import Payload
from tests.web.conftest import Client
from tests.web.fake_rasa import reply


async def events_of(response: aiohttp.ClientResponse, count: int) -> list[dict[str, Any]]:
    """The data of so many events."""
    found: list[dict[str, Any]] = []
    async with asyncio.timeout(10):
        async for line in response.content:
            if line.startswith(b"data: "):
                found.append(json.loads(line[6:]))
                if len(found) == count:
                    break
    return found


def open_stream(citizen: Client, since: int, **headers: str) -> Any:
    """The citizen's stream of the API."""
    url = f"{citizen.url}/api/conversations/{citizen.id}/stream?since={since}"
    return citizen.http.get(url, headers={"Authorization": f"Bearer {citizen.token}", **headers})


async def test_it_gives_what_was_said_and_then_what_is_said(citizen: Client) -> None:
    await citizen.say("một")
    async with open_stream(citizen, 1) as response:
        assert response.content_type == "text/event-stream"
        assert [item["seq"] for item in await events_of(response, 2)] == [2, 3]
        await citizen.say("hai")
        assert await events_of(response, 2) == await citizen.since(3)


async def test_it_sees_items_that_another_process_wrote(citizen: Client, sessions: sessionmaker[Session]) -> None:
    async with open_stream(citizen, 1) as response:
        await asyncio.sleep(0.2)
        with sessions.begin() as session:
            append_items(session, citizen.id, [("staff", Payload.model_validate(reply("Chào.")["custom"]))])
        (item,) = await events_of(response, 1)
    assert (item["seq"], item["from"]) == (2, "staff")


async def test_it_goes_on_after_the_last_event_that_was_seen(citizen: Client) -> None:
    await citizen.say("một")
    async with open_stream(citizen, 0, **{"Last-Event-ID": "2"}) as response:
        assert [item["seq"] for item in await events_of(response, 1)] == [3]


async def test_silence_is_broken_by_a_sign_of_life(citizen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.live.KEEP_ALIVE", 0)
    monkeypatch.setattr("bot.web.edge.ALONE", 0.01)
    async with open_stream(citizen, 1) as response, asyncio.timeout(10):
        async for line in response.content:
            if line == b": still here\n":
                return


async def test_only_so_many_are_open_at_once_and_a_closed_one_makes_room(citizen: Client) -> None:
    async with contextlib.AsyncExitStack() as streams:
        for _ in range(MOST_STREAMS):
            await events_of(await streams.enter_async_context(open_stream(citizen, 0)), 1)
        async with open_stream(citizen, 0) as response:
            assert response.status == 429
            assert (await response.json())["error"]["code"] == "too_many_streams"
    async with asyncio.timeout(10):
        while True:
            async with open_stream(citizen, 0) as response:
                if response.status == 200:
                    break
            await asyncio.sleep(0.05)


async def test_it_ends_where_the_data_base_is_gone(citizen: Client, sessions: sessionmaker[Session]) -> None:
    async with open_stream(citizen, 0) as response, asyncio.timeout(10):
        await events_of(response, 1)
        Base.metadata.drop_all(sessions.kw["bind"])
        assert b"event" not in await response.read()


async def test_it_ends_where_the_conversation_was_opened_elsewhere_and_gives_nothing_of_what_follows(
    citizen: Client, sessions: sessionmaker[Session]
) -> None:
    async with open_stream(citizen, 0) as response, asyncio.timeout(10):
        await events_of(response, 1)
        with sessions.begin() as session:
            session.execute(update(Conversation).values(token_hash="of the token that the own link has made"))
            append_items(session, citizen.id, [("staff", Payload.model_validate(reply("Chào.")["custom"]))])
        assert b"event" not in await response.read()
