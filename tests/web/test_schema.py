"""The whole public API as its own document describes it, called with whatever fits and whatever does not."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import schemathesis
from aiohttp.test_utils import TestServer
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from pydantic import SecretStr
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.web.app import create_app
from bot.web.settings import WebSettings
from procedures import vault
from procedures.db import make_engine, make_sessions
from procedures.publishing.load import publish
from procedures.record import Record
from tests.web.conftest import RECORD, Client, create_tables, serving
from tests.web.fake_rasa import FakeRasa

CHECKS = (
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance,
)  # fmt: skip
EXAMPLES = 12
MANY = "100000/minute"


class Running:
    """An edge in a thread of its own, with one conversation whose id and token calls may use."""

    def __init__(self, folder: Path):
        public, _ = vault.new_keys()
        self.settings = WebSettings(
            database_url=f"sqlite:///{folder / 'edge.db'}", state_dir=folder, rasa_url="http://127.0.0.1:9",
            actions_url="http://127.0.0.1:9", vault_public_key=public, address_key=SecretStr("a key of the tests"),
            accounts_key=SecretStr(public), desk_key=SecretStr(public), rate_conversation=MANY, rate_address=MANY,
            rate_new_conversations=MANY,
        )  # fmt: skip
        engine = make_engine(self.settings.database)
        create_tables(engine)
        with make_sessions(engine).begin() as session:
            publish(session, Record.model_validate(RECORD), "test", "test")
        engine.dispose()
        self.url = self.id = self.token = ""
        self._ready, self._stop = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    def __enter__(self) -> "Running":
        self._thread.start()
        assert self._ready.wait(60)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(30)

    async def _serve(self) -> None:
        fake = FakeRasa()
        bot = TestServer(fake.app)
        await bot.start_server()
        self.settings.rasa_url = self.settings.actions_url = str(bot.make_url("")).rstrip("/")
        async with serving(create_app(self.settings)) as self.url:
            async with aiohttp.ClientSession() as http:
                citizen = await Client(http, self.url).start()
                self.id, self.token = citizen.id, citizen.token
            self._ready.set()
            while not self._stop.is_set():
                await asyncio.sleep(0.05)
        await bot.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running(tmp_path_factory.mktemp("schema")) as edge:
        yield edge


def call_all(running: Running, headers: dict[str, str], conversation: str) -> set[str]:
    """Calls every operation with cases that fit and that don't; gives the operations called.

    Not with the pytest plugin of schemathesis, which the newest pytest breaks.
    """
    schema = schemathesis.openapi.from_url(f"{running.url}/api/openapi.json").exclude(path_regex="/stream$")
    called = set()
    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @settings(
                max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            @given(operation.as_strategy(generation_mode=mode))
            def run(case: Case[Any]) -> None:
                if conversation and "conversation" in case.path_parameters:
                    case.path_parameters["conversation"] = conversation
                case.call_and_validate(checks=list(CHECKS), headers=headers)

            try:
                run()
            except Unsatisfiable:
                assert mode is GenerationMode.NEGATIVE  # nothing can be wrong with it
        called.add(operation.label)
    return called


def test_every_call_keeps_to_the_document(running: Running) -> None:
    assert len(call_all(running, {}, "")) >= 7


def test_so_does_every_call_in_an_open_conversation(running: Running) -> None:
    called = call_all(running, {"Authorization": f"Bearer {running.token}"}, running.id)
    assert "POST /api/conversations/{conversation}/messages" in called
