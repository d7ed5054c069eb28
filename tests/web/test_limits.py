"""How much an address may ask: every route that anybody can call counts, wrong tokens too, and no request twice."""

from collections.abc import Iterator

import aiohttp
import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from limits import parse
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.permissions import CITIZEN, PUBLIC, rule_of
from bot.web.api.access import count_address
from bot.web.app import create_app
from bot.web.citizen.own import guard_form
from bot.web.limits import READS, Limits, TooMany, Windows
from bot.web.settings import WebSettings
from tests.web.conftest import Client, serving
from tests.web.fake_rasa import FakeRasa

UNCOUNTED = {
    "GET /healthz": "asks no part",
    "GET /readyz": "who comes while the parts are asked hears what they say",
    "GET /metrics": "asks no part",
    "POST /api/conversations": "counts as a new conversation",
    "GET /embed.js": "a file",
    "GET /embed/{accent}.css": "a file",
}
"""Routes, and why they need not count."""


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _calls(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for each in dependant.dependencies:
        yield from _calls(each)


def test_every_route_that_anybody_can_call_counts_the_address(settings: WebSettings) -> None:
    uncounted = set()
    for context in iter_route_contexts(create_app(settings).routes):
        rules = {rule_of(method, context.path or "") for method in context.methods or ()}
        if not rules & {PUBLIC, CITIZEN} or not isinstance(context.original_route, APIRoute):
            continue
        if not {count_address, guard_form} & set(_calls(context.dependant)):
            uncounted |= {f"{method} {context.path}" for method in context.methods or ()}
    assert uncounted == set(UNCOUNTED)


async def test_wrong_tokens_are_counted_like_any_request(
    settings: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    settings.rasa_url, settings.rate_address = rasa.url, "2/hour"
    async with serving(create_app(settings)) as url, aiohttp.ClientSession() as http:
        citizen = await Client(http, url).start()
        citizen.token = "guessed"
        assert [(await citizen.post(text="alo"))[0] for _ in range(3)] == [401, 401, 429]
        path = f"/api/conversations/{citizen.id}/messages"
        read = [(await citizen.call("GET", path, "guessed"))[0] for _ in range(2 * READS + 1)]
        assert read == [401] * 2 * READS + [429]


@pytest.mark.parametrize("path", ["/", "/chat/items"])
async def test_pages_count_as_reading(
    settings: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa, path: str
) -> None:
    settings.rasa_url, settings.rate_address = rasa.url, "1/hour"
    async with serving(create_app(settings)) as url, aiohttp.ClientSession() as http:
        citizen = Client(http, url)
        assert [(await citizen.call("GET", path))[0] for _ in range(READS + 1)] == [200] * READS + [429]


async def test_a_message_counts_once_and_reading_takes_nothing_from_it(
    settings: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    settings.rasa_url, settings.rate_address = rasa.url, "2/hour"
    async with serving(create_app(settings)) as url, aiohttp.ClientSession() as http:
        citizen = await Client(http, url).start()
        for _ in range(2):
            await citizen.since()
            await citizen.say("lệ phí")
        assert (await citizen.post(text="lệ phí"))[0] == 429
        form = {"client_id": "6f7f5f1e-0000-4000-8000-000000000000", "text": "lệ phí"}
        async with http.post(f"{url}/chat", data=form, headers={"Accept": "text/html"}) as page:
            assert page.status == 429 and page.content_type == "text/html"


async def test_a_limit_holds_for_each_by_itself(settings: WebSettings) -> None:
    settings.rate_address = "2/hour"
    limits = Limits(settings)
    for who in ("a", "b", "a", "b"):
        await limits.count("address", who)
    with pytest.raises(TooMany):
        await limits.count("address", "a")


def test_a_window_opens_with_the_first_event_and_ends_after_its_time() -> None:
    clock = Clock()
    windows = Windows(parse("2/minute"), clock)
    assert [windows.hit("a") for _ in range(3)] == [True, True, False]
    clock.now += 59
    assert not windows.hit("a")
    clock.now += 1
    assert windows.hit("a")


def test_windows_that_are_over_are_forgotten_whoever_comes() -> None:
    clock = Clock()
    windows = Windows(parse("1/minute"), clock)
    for number in range(1000):
        windows.hit(str(number))
    clock.now += 30
    windows.hit("late")
    clock.now += 30
    assert windows.hit("another") and len(windows) == 2
    assert not windows.hit("late")
