"""A citizen with a browser that runs no script, and a bot whose answers name a record."""

import re
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from pydantic import SecretStr

from bot.web.settings import WebSettings
from tests.web.fake_rasa import FakeRasa, reply

SCRIPT = {"X-Requested-With": "fetch"}


class Person:
    """Keeps cookies and follows redirects; ``conversation`` is the one of the page seen last."""

    def __init__(self, http: aiohttp.ClientSession, url: str):
        self.http, self.url, self.conversation = http, url, ""

    async def get(self, path: str = "/") -> tuple[int, str]:
        """Status and text of a page."""
        async with self.http.get(self.url + path, headers={"Accept": "text/html"}) as response:
            page = await response.text()
        shown = re.search(r'id="log" data-conversation="(\w*)"', page)
        self.conversation = shown[1] if shown else self.conversation
        return response.status, page

    async def send(self, path: str, headers: dict[str, str] | None = None, /, **form: str) -> tuple[int, str]:
        """Sends a form; status and text of what it led to."""
        headers = {"Accept": "text/html"} | (headers or {})
        async with self.http.post(self.url + path, data=form, headers=headers) as response:
            return response.status, await response.text()

    async def own(self, path: str, headers: dict[str, str] | None = None, /, **form: str) -> tuple[int, str]:
        """Sends a form that was drawn for the conversation."""
        return await self.send(path, headers, **{"conversation": self.conversation} | form)

    async def ask(self, text: str = "lệ phí?") -> str:
        """Asks, and gives the page with the answer: item 3 for the first question, then 5, 7, …"""
        _, _ = await self.own("/chat", client_id=str(uuid.uuid4()), text=text)
        status, page = await self.get()
        assert status == 200
        return page


@pytest.fixture(autouse=True)
def with_token(settings: WebSettings, rasa: FakeRasa) -> None:
    """A token between web and Rasa, and answers about a record."""
    settings.rasa_token = SecretStr("a token of the tests")
    rasa.answer = lambda body: [reply(procedure="criminal-record-1", topic="fee", version=1)]


@asynccontextmanager
async def _asking(edge: str) -> AsyncIterator[Person]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        somebody = Person(http, edge)
        await somebody.get()
        await somebody.ask()
        yield somebody


@pytest.fixture
async def person(edge: str) -> AsyncIterator[Person]:
    """Somebody who has asked one question."""
    async with _asking(edge) as somebody:
        yield somebody


@pytest.fixture
async def stranger(edge: str) -> AsyncIterator[Person]:
    """Somebody else, with a conversation of their own."""
    async with _asking(edge) as somebody:
        yield somebody


@pytest.fixture
async def visitor(edge: str) -> AsyncIterator[Person]:
    """Somebody without a conversation."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        yield Person(http, edge)
