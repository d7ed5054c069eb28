"""When more is asked than can be answered: new conversations are refused first, honestly, and it passes."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp
import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.web.admission import Admission, Overloaded
from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.web.conftest import Client, serving
from tests.web.fake_rasa import FakeRasa, reply


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def tight(settings: WebSettings) -> WebSettings:
    """One turn at once; a message waits long for it, and new conversations are refused as soon as one waits."""
    settings.most_turns, settings.turn_wait_seconds, settings.shed_new_after_seconds = 1, 10, 0.05
    return settings


async def test_who_waits_in_vain_is_refused_and_new_ones_before_that(tight: WebSettings) -> None:
    clock = Clock()
    tight.turn_wait_seconds = 0.05
    admission = Admission(tight, clock)
    admission.check_new()
    async with admission.turn():
        with pytest.raises(Overloaded):
            async with admission.turn():
                pytest.fail("two turns ran at once")
        with pytest.raises(Overloaded):
            admission.check_new()
    clock.now += 2.5
    admission.check_new()
    async with admission.turn():
        assert not admission.crowded


async def test_nobody_is_refused_while_nobody_waits(tight: WebSettings) -> None:
    admission = Admission(tight, Clock())
    for _ in range(5):
        async with admission.turn():
            admission.check_new()


async def test_a_place_is_given_back_whatever_happens(tight: WebSettings) -> None:
    admission = Admission(tight, Clock())
    for error in (RuntimeError, asyncio.CancelledError):
        with pytest.raises(error):
            async with admission.turn():
                raise error
    async with admission.turn():
        assert not admission.crowded


async def test_slow_turns_leave_fewer_places_and_quick_ones_give_them_back(settings: WebSettings) -> None:
    clock = Clock()
    settings.most_turns, settings.turn_slow_seconds, settings.turn_wait_seconds = 16, 0.7, 0.05
    admission = Admission(settings, clock)

    async def round_of(turns: int, seconds: float) -> int:
        """That many at once, each so long; gives how many got a place."""
        async with AsyncExitStack() as all_of_them:
            got = 0
            for _ in range(turns):
                try:
                    place = await all_of_them.enter_async_context(admission.turn())
                except Overloaded:
                    break
                place.tells, got = True, got + 1
            clock.now += seconds
        return got

    assert await round_of(16, 2.8) == 16
    fewer = await round_of(16, 2.8)
    assert fewer <= 8
    assert await round_of(16, 0.1) <= fewer
    for _ in range(200):
        await round_of(16, 0.1)
    assert await round_of(16, 0.1) == 16


async def test_a_turn_that_waited_for_an_agency_says_nothing_of_the_bot(settings: WebSettings) -> None:
    clock = Clock()
    settings.most_turns, settings.turn_wait_seconds = 8, 0.05
    admission = Admission(settings, clock)
    for _ in range(5):
        async with AsyncExitStack() as all_of_them:
            for _ in range(8):
                await all_of_them.enter_async_context(admission.turn())
            clock.now += 3.5


@asynccontextmanager
async def _nobody_else(admission: Admission) -> AsyncIterator[None]:
    """That no turn would get a place now."""
    with pytest.raises(Overloaded):
        async with admission.turn():
            pass
    yield


async def test_a_place_that_is_lent_serves_another_and_no_place_is_made_of_it(tight: WebSettings) -> None:
    tight.turn_wait_seconds = 0.05
    admission = Admission(tight, Clock())
    async with admission.turn() as waits_for_agency:
        admission.lend(waits_for_agency)
        async with admission.turn(), _nobody_else(admission):
            pass
    async with admission.turn(), _nobody_else(admission):
        pass


async def test_only_so_many_places_are_lent_at_once(tight: WebSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.admission.LENT", 1)
    tight.turn_wait_seconds = 0.05
    admission = Admission(tight, Clock())
    async with admission.turn() as first:
        admission.lend(first)
        async with admission.turn() as second:
            admission.lend(second)
            async with _nobody_else(admission):
                pass
    async with admission.turn() as again:
        admission.lend(again)
        assert admission.free


@pytest.mark.parametrize("texts", [["hồ sơ H29.15-240702-0012 tới đâu rồi"], ["tra cứu hồ sơ", "02/07/1990"]])
async def test_who_waits_for_an_agency_keeps_nobody_waiting(
    tight: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa, texts: list[str]
) -> None:
    tight.rasa_url, tight.turn_wait_seconds = rasa.url, 0.2
    async with serving(create_app(tight)) as url, aiohttp.ClientSession() as http:
        first, second = [await Client(http, url).start() for _ in range(2)]
        rasa.answer = lambda _: [reply("Ngày sinh?", outcome="asked_back", topic="status")]
        for text in texts[:-1]:
            await first.say(text)
        rasa.delay = 2
        slow = asyncio.create_task(first.post(text=texts[-1]))
        while not rasa.running:
            await asyncio.sleep(0.01)
        rasa.delay = 0
        await second.say("lệ phí")
        assert (await slow)[0] == 200


async def test_a_crowd_is_refused_new_talks_while_those_who_are_here_are_answered(
    tight: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    tight.rasa_url = tight.actions_url = rasa.url
    async with serving(create_app(tight)) as url, aiohttp.ClientSession() as http:
        here = [await Client(http, url).start() for _ in range(3)]
        rasa.delay = 0.4
        answers = [asyncio.create_task(citizen.post(text="lệ phí")) for citizen in here]
        while not (await here[0].call("GET", "/readyz"))[1]["crowded"]:
            assert not all(answer.done() for answer in answers), "the crowd was never seen"
        status, body = await Client(http, url).call("POST", "/api/conversations", json={})
        assert (status, body["error"]["code"]) == (503, "overloaded") and "thử lại" in body["error"]["message"]
        async with http.post(
            f"{url}/chat",
            data={"client_id": str(uuid.uuid4()), "text": "lệ phí hộ chiếu"},
            headers={"Accept": "text/html"},
        ) as page:
            text = await page.text()
            assert page.status == 503 and "quá nhiều người hỏi" in text and "lệ phí hộ chiếu" in text
        assert [status for status, _ in await asyncio.gather(*answers)] == [200, 200, 200]
        assert rasa.most_at_once == 1
        rasa.delay = 0
        while (await here[0].call("GET", "/readyz"))[1]["crowded"]:
            await asyncio.sleep(0.1)
        await Client(http, url).start()


async def test_a_message_that_was_refused_left_nothing_and_may_come_again(
    tight: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    tight.rasa_url, tight.turn_wait_seconds = rasa.url, 0.05
    async with serving(create_app(tight)) as url, aiohttp.ClientSession() as http:
        first, second = [await Client(http, url).start() for _ in range(2)]
        rasa.delay = 1
        slow = asyncio.create_task(first.post(text="một"))
        while not rasa.running:
            await asyncio.sleep(0.01)
        name = str(uuid.uuid4())
        status, body = await second.post(name, text="hai")
        assert (status, body["error"]["code"]) == (503, "overloaded")
        assert [item["from"] for item in await second.since()] == ["bot"]
        await slow
        status, body = await second.post(name, text="hai")
        assert status == 200 and [item["from"] for item in body["items"]] == ["citizen", "bot"]
