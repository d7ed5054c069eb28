"""The generator against an edge with a fake Rasa: open loop, each message once, refusals told apart."""

import asyncio
import itertools

import aiohttp
import pytest

from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.faults.gate import gate_to
from tests.load.arrivals import Arrivals
from tests.load.citizen import Citizen
from tests.load.figures import figures_of, percentile
from tests.load.system import port_of
from tests.load.talks import Step, talks
from tests.load.verdict import Verdict, verdict_of
from tests.web.conftest import serving
from tests.web.fake_rasa import FakeRasa

SCRIPT: list[Step] = ["phí", "nơi nộp"]


async def run(arrivals: Arrivals, seconds: float) -> Verdict:
    await arrivals.run(seconds)
    return await arrivals.reopened(verdict_of)


async def test_every_message_is_answered_once(edge: str) -> None:
    arrivals = Arrivals([edge], itertools.repeat(SCRIPT), 20, thinking=0.1)
    verdict = await run(arrivals, 1)
    assert (verdict.taken, verdict.answered, verdict.lost, verdict.doubled) == (20, 20, 0, 0)
    assert [each.tries for each in arrivals.sent] == [1] * 20


async def test_each_citizen_has_a_page_open_that_hears_the_answers(edge: str) -> None:
    arrivals = Arrivals([edge], itertools.repeat(["phí"] * 9), 8, thinking=0.1, listening=True)
    verdict = await run(arrivals, 1)
    assert verdict.answered == 8
    assert all(citizen.heard > 1 for citizen in arrivals.citizens)


async def test_messages_come_at_their_rate_though_answers_are_slow(edge: str, rasa: FakeRasa) -> None:
    rasa.delay = 1.5
    arrivals = Arrivals([edge], itertools.repeat(SCRIPT), 10, thinking=0.1)
    running = asyncio.create_task(run(arrivals, 1))
    while len(rasa.received) < 10:
        assert not running.done()
        await asyncio.sleep(0.01)
    assert rasa.running == 10  # the eleventh would come before the first is answered
    assert (await running).answered == 10


async def test_what_is_refused_is_no_failure_and_not_in_the_transcript(
    settings: WebSettings,
    sessions: object,
    rasa: FakeRasa,
) -> None:
    settings.rasa_url = settings.actions_url = rasa.url
    settings.rate_conversation = "1/hour"
    arrivals = Arrivals([], itertools.repeat(SCRIPT), 1)
    async with serving(create_app(settings)) as url, aiohttp.ClientSession() as http:
        arrivals.citizens = [Citizen(http, [url], SCRIPT) for _ in range(3)]
        for citizen in arrivals.citizens:
            assert await citizen.open(0) == "answered"
            assert [(await citizen.say_next(0)).state for _ in SCRIPT] == ["answered", "refused"]
        verdict = await verdict_of(arrivals)
    assert (verdict.taken, verdict.answered, verdict.refused, verdict.failed, verdict.lost) == (3, 3, 3, 0, 0)
    assert figures_of(arrivals.sent, 1, 1).refused == 3


async def test_the_outbox_sends_again_until_it_is_taken(edge: str, rasa: FakeRasa) -> None:
    async with gate_to(port_of(edge)) as gate:
        gate.set("cut")
        arrivals = Arrivals([f"http://127.0.0.1:{gate.port}"], itertools.repeat(SCRIPT), 10, outbox=30)
        running = asyncio.create_task(run(arrivals, 0.5))
        while gate.turned_away < 5:
            await asyncio.sleep(0.01)
        gate.set("open")
        verdict = await running
    assert (verdict.taken, verdict.answered, verdict.failed) == (5, 5, 0)
    assert len(rasa.received) == 5


def test_talks_are_the_same_for_the_same_seed_and_hold_no_place_to_fill() -> None:
    first, again = (list(itertools.islice(talks(7), 40)) for _ in range(2))
    assert first == again
    assert not any(word in str(first) for word in ("DOSSIER", "BORN"))
    assert all("H29" in str(talk) or "-" in str(talk) for talk in itertools.islice(talks(7, dossiers=True), 10))


@pytest.mark.parametrize(("values", "share", "found"), [([], 95, 0.0), ([3.0], 99, 3.0), ([*range(100)], 95, 95)])
def test_percentiles(values: list[float], share: float, found: float) -> None:
    assert percentile(values, share) == found
