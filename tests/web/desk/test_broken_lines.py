"""Hazard: a citizen and a member of staff write at once over connections that break; DESK_SOAK names how much."""

import asyncio
import itertools
import os
import random
from collections.abc import Callable

import aiohttp
import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.web.app import create_app
from bot.web.conversations import items_since
from bot.web.settings import WebSettings
from tests.web.accounts.conftest import PASSWORD, Staff
from tests.web.chaos import Wire
from tests.web.conftest import Client, serving
from tests.web.desk.conftest import new_id
from tests.web.fake_rasa import FakeRasa

pytestmark = pytest.mark.soak
MESSAGES, CUTS = (int(number) for number in os.environ.get("DESK_SOAK", "40/6").split("/"))
BROKEN = (aiohttp.ClientError, TimeoutError, OSError)


async def _until_taken(send: Callable[[], object]) -> None:
    """As the pages do: the same message with the same id, again and again until the server has answered."""
    for _ in range(200):
        try:
            status = await send()  # type: ignore[misc]
        except BROKEN:
            await asyncio.sleep(0.02)
            continue
        if status == 200:
            return
        assert status in (502, 503), status
        await asyncio.sleep(0.02)
    raise AssertionError("never taken")


async def test_all_is_there_once_in_order_and_the_bot_says_nothing(
    settings: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa, password_hash: str
) -> None:
    settings.rasa_url = settings.actions_url = rasa.url
    settings.rate_address = settings.rate_conversation = "100000/minute"
    dice = random.Random(7)
    async with (
        serving(create_app(settings)) as first,
        serving(create_app(settings)) as second,
        Wire([first, second]) as wire,
        aiohttp.ClientSession() as http,
    ):
        citizen = await Client(http, wire.url).start()
        people = Staff(sessions, settings, password_hash, wire.url)
        people.account("lan", "staff")
        here = people.browser()
        await here.sign_in("lan", PASSWORD)
        await here.get(f"/lam-viec/c/{citizen.id}")
        assert await here.send(f"/lam-viec/c/{citizen.id}/nhan") == 200
        headers = {"X-Requested-With": "fetch", "X-CSRF-Token": here.hidden["csrf"]}

        async def writes() -> None:
            for number in range(MESSAGES // 2):
                name = new_id()

                async def once(text: str = f"dân {number}", name: str = name) -> int:
                    return (await citizen.post(name, text=text))[0]

                await _until_taken(once)

        async def answers() -> None:
            for number in range(MESSAGES // 2):
                data = {"client_id": new_id(), "text": f"nhân viên {number}"}

                async def once(data: dict[str, str] = data) -> int:
                    url = f"{wire.url}/lam-viec/c/{citizen.id}"
                    async with here.http.post(url, data=data, headers=headers) as response:
                        await response.read()
                        return response.status

                await _until_taken(once)

        async def breaks(both: "asyncio.Future[tuple[None, None]]") -> None:
            for _ in itertools.count() if CUTS < 0 else range(CUTS):
                await asyncio.sleep(dice.uniform(0.05, 0.3))
                if both.done():
                    return
                await wire.cut(dice.uniform(0.02, 0.1))

        both = asyncio.gather(writes(), answers())
        await breaks(both)
        await both
        await here.close()
    with sessions() as session:
        entries = items_since(session, citizen.id)
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    for sender, word in (("citizen", "dân"), ("staff", "nhân viên")):
        said = [entry.payload["text"] for entry in entries if entry.sender == sender]
        assert said == [f"{word} {number}" for number in range(MESSAGES // 2)]
    assert rasa.received == [] and [entry.seq for entry in entries if entry.sender == "bot"] == [1, 2]
