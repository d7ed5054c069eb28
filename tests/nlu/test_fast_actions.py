"""The action server is called over one connection, with what actions read."""

import asyncio
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.nlu import fast_actions
from tests.nlu.made_talks import DOMAIN, beginning, tracker, turn
from tests.nlu.replaced import ORIGINAL, put_back

ROOT = Path(__file__).parents[2]
RASAS_BODY = ORIGINAL[RemoteAction, "_action_call_format"]


@pytest.fixture(autouse=True)
def installed() -> Iterator[None]:
    fast_actions.install()
    yield
    put_back()


def talk_of(turns: int) -> DialogueStateTracker:
    chance, talk = random.Random(5), tracker()
    for event in [*beginning(), *(event for _ in range(turns) for event in turn(chance, plain=True))]:
        talk.update(event)
    return talk


@pytest.mark.parametrize("name", ["action_fee", "action_back"])
def test_the_call_is_rasas_but_for_the_events_that_no_action_reads(name: str) -> None:
    action = RemoteAction(name, EndpointConfig("http://127.0.0.1:9", enable_selective_domain=True))
    talk = talk_of(5)
    ours, rasas = action._action_call_format(talk, DOMAIN), RASAS_BODY(action, talk, DOMAIN)
    read = [event for event in rasas["tracker"]["events"] if event["event"] in ("user", "bot")]
    if name not in fast_actions.WHOLE_TALK:
        messages = [at for at, event in enumerate(read) if event["event"] == "user"]
        read = read[messages[-2] :]
    assert ours["tracker"].pop("events") == read
    rasas["tracker"].pop("events")
    assert ours == rasas and "domain" not in ours


def test_the_domain_goes_where_it_is_not_set_otherwise() -> None:
    action = RemoteAction("action_fee", EndpointConfig("http://127.0.0.1:9"))
    assert action._action_call_format(talk_of(1), DOMAIN)["domain"] == DOMAIN.as_dict()


def test_a_talk_that_has_just_begun_is_sent_as_it_is() -> None:
    assert fast_actions.read_by("action_fee", []) == []
    said = [UserUttered("a"), BotUttered("b")]
    assert fast_actions.read_by("action_fee", said) == said


def test_every_action_that_reads_the_whole_talk_gets_it() -> None:
    reading = {
        path.relative_to(ROOT / "actions").as_posix()
        for path in (ROOT / "actions").rglob("*.py")
        if re.search(r"\.said\(\)|tracker\.events|talk\.events", path.read_text("utf-8"))
    }
    assert reading == {"back.py", "repeat.py", "guides/back.py", "talk.py"}, "does WHOLE_TALK name these actions?"
    users = [path for path in (ROOT / "actions").rglob("*.py") if "guide_back(" in path.read_text("utf-8")]
    assert {path.name for path in users} == {"back.py"}
    assert {"action_back", "action_repeat"} == fast_actions.WHOLE_TALK


async def _served(calls: int, status: int = 200) -> "tuple[int, list[Any]]":
    """How many connections so many calls took, and what came back or was raised."""
    connections: set[Any] = set()

    async def answer(request: web.Request) -> web.Response:
        connections.add(request.transport)
        return web.json_response({"got": await request.json(), "token": request.headers["X-Token"]}, status=status)

    app = web.Application()
    app.router.add_post("/webhook", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    endpoint = EndpointConfig(f"http://127.0.0.1:{port}/webhook", headers={"X-Token": "t"})
    came: list[Any] = []
    for number in range(calls):
        try:
            came.append(await endpoint.request(json={"number": number}))
        except ClientResponseError as error:
            came.append((error.status, json.loads(error.text)["got"]))
    await fast_actions.close(endpoint)
    await runner.cleanup()
    return len(connections), came


def test_calls_share_one_connection() -> None:
    count, came = asyncio.run(_served(3))
    assert count == 1 and came == [{"got": {"number": number}, "token": "t"} for number in range(3)]


def test_an_action_that_says_no_is_heard_and_the_connection_stays() -> None:
    count, came = asyncio.run(_served(3, status=400))
    assert count == 1 and came == [(400, {"number": number}) for number in range(3)]


def test_an_endpoint_that_was_never_called_has_nothing_to_close() -> None:
    asyncio.run(fast_actions.close(EndpointConfig("http://127.0.0.1:9")))
    asyncio.run(fast_actions.close(None))
