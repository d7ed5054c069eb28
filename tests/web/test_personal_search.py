"""Hazard: five hundred personal numbers in all shapes, through every way that takes words, and then searched for."""

import asyncio
import logging
import re
import sqlite3
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.masked import LONGEST, masked
from bot.web.settings import WebSettings
from procedures.text import clean
from tests.personal_numbers import Sample, found_in, samples
from tests.personal_ways import metrics
from tests.web.citizen.conftest import Person
from tests.web.conftest import Client
from tests.web.fake_rasa import FakeRasa, reply

TOKEN = "a token of the tests"
ALL = samples()
UNASKED = [sample for sample in ALL if not sample.asked]


def everything_kept(folder: Path, without: tuple[str, ...] = ()) -> str:
    """All tables of all data bases and all files below a folder, as one text."""
    texts = []
    for path in folder.rglob("*.db"):
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            texts += list(connection.iterdump())
        connection.close()
    for path in folder.rglob("*"):
        if path.is_file() and not set(without) & set(path.parts):
            texts.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(texts)


async def by_api(http: aiohttp.ClientSession, edge: str, part: list[Sample], rasa: FakeRasa) -> None:
    client = await Client(http, edge).start()
    for sample in part:
        if sample.asked:
            await client.say("tra cứu hồ sơ H29.15-240702-0012")
        await client.say(sample.text)
    await client.say(f"{part[0].text}\n{part[-1].text}")
    await client.since()


async def by_spoilt_requests(http: aiohttp.ClientSession, edge: str, part: list[Sample], _: FakeRasa) -> None:
    client = await Client(http, edge).start()
    path = f"/api/conversations/{client.id}/messages"
    for at, sample in enumerate(part):
        plain, number = clean(sample.text), sample.needles[0]
        named = re.sub(r"[^A-Za-z0-9]", "", number)
        spoilt: tuple[tuple[str, str, dict[str, Any]], ...] = (
            ("POST", path, {"json": {"text": sample.text}}),
            ("POST", path, {"json": {"client_id": plain, "text": "a"}}),
            ("POST", path, {"data": sample.text.encode()}),
            ("POST", path, {"json": {"client_id": str(uuid.uuid4()), "button": plain[:32]}}),
            ("GET", f"/api/procedures/{number}", {}),
            ("GET", "/api/procedures", {"params": {"q": plain[:200]}}),
            ("GET", f"/{number}?so={number}", {}),
            ("GET", "/thu-tuc", {"headers": {"X-Request-Id": named, "Referer": f"https://a.vn/{named}"}}),
            ("GET", "/embed", {"params": {"origin": plain[:200]}}),
            ("POST", "/dang-nhap", {"data": {"user": sample.text, "password": sample.text}}),
        )
        method, where, options = spoilt[at % len(spoilt)]
        await client.call(method, where, client.token, **options)


async def by_page(http: aiohttp.ClientSession, edge: str, part: list[Sample], _: FakeRasa) -> None:
    person = Person(http, edge)
    await person.get()
    for at, sample in enumerate(part):
        if at % 20 == 0:
            await person.own("/chat", client_id=str(uuid.uuid4()), text=sample.text)
            await person.get()
        form, words = {"form_id": str(uuid.uuid4()), "slug": "criminal-record-1"}, {"words": sample.text}
        forms: tuple[tuple[str, dict[str, str]], ...] = (
            ("/chat", {"client_id": str(uuid.uuid4()), "text": sample.text}),
            ("/chat/feedback", {"item": "3", "thumb": "-1", "reason": "wrong", **words}),
            ("/chat/feedback", {"item": "3", "thumb": "-1", "reason": "other", **words}),
            ("/chat/rating", {"stars": "4", **words}),
            ("/bao-sai", {"topic": "fee", **form, **words}),
            ("/gop-y", {**form, **words}),
            ("/gop-y", {**form, "agency": sample.text, "words": "đông quá"}),
        )
        path, values = forms[at % len(forms)]
        status, _page = await person.own(path, **values)
        assert status == 200, path
    await person.get("/chat/transcript")
    await person.get("/chat/held.html")


WAYS: tuple[tuple[Callable[..., Awaitable[None]], list[Sample]], ...] = (
    *((by_api, ALL[at::4]) for at in range(4)),
    (by_spoilt_requests, UNASKED[:100]),
    (by_page, UNASKED[-105:]),
)


@pytest.fixture
def settings(settings: WebSettings) -> WebSettings:
    """As elsewhere, without limits; it tells its figures."""
    settings.metrics_token = SecretStr(TOKEN)
    settings.rate_conversation = settings.rate_address = settings.rate_new_conversations = "100000/minute"
    return settings


async def test_of_five_hundred_numbers_none_is_found_anywhere(
    edge: str,
    rasa: FakeRasa,
    settings: WebSettings,
    sessions: sessionmaker[Session],
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    status = {"topic": "status", "outcome": "asked_back"}
    rasa.answer = lambda body: [
        reply("Ngày sinh?", **status) if "H29.15" in body["message"] else reply(procedure="criminal-record-1")
    ]

    async def go(way: Callable[..., Awaitable[None]], part: list[Sample]) -> None:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
            await way(http, edge, part, rasa)

    await asyncio.gather(*(go(way, part) for way, part in WAYS))
    printed = capsys.readouterr()
    places = {
        "bot": str(rasa.received),
        "log": printed.out + printed.err + caplog.text,
        "metrics": await metrics(edge, TOKEN),
        "tables and files": everything_kept(settings.state_dir),
    }
    assert len(rasa.received) > len(ALL) and "criminal-record-1" in places["tables and files"]
    assert {place: found for place, text in places.items() if (found := found_in(text, ALL))} == {}


def test_words_that_are_stored_hold_none_of_the_five_hundred() -> None:
    left = []
    for sample in ALL:
        if not sample.asked and len(sample.text) <= LONGEST:
            left += found_in(masked(sample.text, "vi"), [sample])
    assert left == []
