"""Settings of the edge: empty ones, and whom it believes about addresses."""

import asyncio
import socket

import aiohttp
import pytest
import uvicorn
from pydantic import ValidationError
from sqlalchemy.orm import Session, sessionmaker

from bot.web.__main__ import server_config
from bot.web.app import create_app
from bot.web.edge import Edge
from bot.web.rasa import Rasa
from bot.web.settings import WebSettings
from procedures.settings import KnowledgeSettings
from tests.web.conftest import Client
from tests.web.fake_rasa import FakeRasa


def test_a_setting_left_empty_has_its_default(monkeypatch: pytest.MonkeyPatch, keys: tuple[str, str]) -> None:
    for name in ("PORT", "HOTLINE_NUMBER", "STATE_DIR", "NAMES_FILE", "RATE_ADDRESS", "LOG_FORMAT", "RASA_URL"):
        monkeypatch.setenv(name, "")
    own = {"vault_public_key": keys[0], "accounts_key": keys[0], "desk_key": keys[1]}
    settings = WebSettings.model_validate(own | {"address_key": "a key of the tests"})
    assert (settings.port, settings.hotline_number, settings.log_format) == (8000, "1800 1096", "plain")
    assert settings.rasa_url and settings.rate_address and str(settings.names) == "var/names.json"
    assert KnowledgeSettings().database == "sqlite:///var/motcua.db"


@pytest.mark.parametrize("value", ["*", "0.0.0.0/0", "::/0", "proxy", "127.0.0.1,,"])
def test_nobody_is_trusted_by_accident(settings: WebSettings, value: str) -> None:
    with pytest.raises(ValidationError, match="trusted_proxies"):
        WebSettings.model_validate(settings.model_dump() | {"trusted_proxies": value})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("fe80::1%eth0", "fe80::2", True),
        ("unknown", "nobody", False),
    ],
)
async def test_addresses_of_one_subscriber_have_one_id(
    settings: WebSettings, sessions: sessionmaker[Session], one: str, other: str, same: bool
) -> None:
    async with aiohttp.ClientSession() as http:
        edge = Edge(settings, sessions, Rasa(http, settings.rasa_url))
        assert (edge.address_id(one) == edge.address_id(other)) is same


@pytest.mark.parametrize(("trusted", "counts"), [("", False), ("10.9.8.0/24", False), ("127.0.0.1", True)])
async def test_only_a_trusted_proxy_says_whom_it_speaks_for(
    settings: WebSettings,
    sessions: sessionmaker[Session],
    rasa: FakeRasa,
    monkeypatch: pytest.MonkeyPatch,
    trusted: str,
    counts: bool,
) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    settings.rasa_url, settings.trusted_proxies = rasa.url, trusted
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(server_config(create_app(settings), settings))
    task = asyncio.create_task(server.serve([listener]))
    async with aiohttp.ClientSession() as http:
        citizen = await Client(http, f"http://127.0.0.1:{listener.getsockname()[1]}").start()
        for claimed in ("203.0.113.7", "203.0.113.8"):
            http.headers["X-Forwarded-For"] = claimed
            await citizen.say("xin chào")
    server.should_exit = True
    await task
    listener.close()
    assert len({body["metadata"]["address"] for body in rasa.received}) == (2 if counts else 1)
