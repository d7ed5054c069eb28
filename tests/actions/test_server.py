"""The action server over HTTP, as Rasa calls it."""

import io
import json
import warnings
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
import structlog
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection
from sqlalchemy import select
from structlog.testing import capture_logs

from actions.fee import Fee
from actions.greet import Greet
from actions.server import make_app
from actions.settings import ActionsSettings
from procedures.db import make_engine, make_sessions
from procedures.models import KnownName

TOKEN = "token-of-the-tests"
WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}
SECRET = "001090012345"

Client = TestClient[Any, Any]


@pytest_asyncio.fixture
async def client(settings: ActionsSettings) -> AsyncIterator[Client]:
    """A client of the running server."""
    async with TestClient(TestServer(make_app(settings)), headers=WITH_TOKEN) as client:
        yield client


def _call(action: str = "action_fee", **message: Any) -> dict[str, Any]:
    tracker = {"sender_id": "c", "slots": {}, "latest_message": {"text": SECRET, **message}, "events": []}
    return {"next_action": action, "sender_id": "c", "tracker": tracker, "version": "3.6.21", "domain": {"slots": {}}}


async def test_an_action_is_run_and_another_version_of_rasa_is_no_matter(client: Client) -> None:
    entities = [{"entity": "procedure", "value": "criminal-record", "start": 0, "end": 4}]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        response = await client.post("/webhook", json=_call(entities=entities))
    assert response.status == 200
    body = await response.json()
    assert body["responses"][0]["custom"]["topic"] == "fee"
    assert {"event": "slot", "timestamp": None, "name": "topic", "value": "fee"} in body["events"]


async def test_the_domain_may_be_left_out(client: Client) -> None:
    call = _call("action_greet")
    del call["domain"]
    assert (await client.post("/webhook", json=call)).status == 200


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", f"Bearer {TOKEN}x", TOKEN, "Bearer é"])
async def test_without_the_token_nothing_is_run(client: Client, given: str) -> None:
    response = await client.post("/webhook", json=_call(), headers={"Authorization": given})
    assert response.status == 401
    assert (await response.json())["error"]["code"] == "unauthorized"


async def test_a_token_in_the_address_is_none_for_addresses_are_logged(client: Client) -> None:
    response = await client.post(f"/webhook?token={TOKEN}", json=_call(), headers={"Authorization": ""})
    assert response.status == 401


async def test_a_fault_is_logged_with_the_turn_and_the_next_call_of_the_connection_without_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr(Fee, "reply", fail)
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as logs:
        await client.post("/webhook", json=_call(metadata={"turn": "turn-1"}))
        monkeypatch.setattr(ActionExecutor, "run", fail)
        await client.post("/webhook", json=_call())
    assert [line.get("turn") for line in logs] == ["turn-1", None]


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"next_action": "action_fee"}', '{"tracker": {}}'])
async def test_what_is_no_call_is_refused_without_echoing_it(client: Client, body: str) -> None:
    response = await client.post("/webhook", data=body)
    assert response.status == 422
    assert (await response.json())["error"]["code"] == "bad_request"


async def test_an_unknown_action_is_404_in_the_form_that_rasa_reads(client: Client) -> None:
    response = await client.post("/webhook", json=_call("action_nonsense"))
    assert response.status == 404
    assert (await response.json())["action_name"] == "action_nonsense"


async def test_a_rejection_is_400_in_the_form_that_rasa_reads(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def reject(*_: object) -> None:
        raise ActionExecutionRejection("action_greet", "no")

    monkeypatch.setattr(Greet, "reply", reject)
    response = await client.post("/webhook", json=_call("action_greet"))
    assert response.status == 400
    assert await response.json() == {"error": "no", "action_name": "action_greet"}


async def test_an_unknown_path_is_a_json_404(client: Client) -> None:
    response = await client.get("/nothing")
    assert response.status == 404
    assert (await response.json())["error"]["code"] == "refused"


async def test_a_fault_echoes_nothing_and_is_logged_by_its_place(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LookupError(SECRET)

    monkeypatch.setattr(Fee, "reply", fail)
    with capture_logs() as logs:
        response = await client.post("/webhook", json=_call())
    assert response.status == 500
    assert SECRET not in await response.text()
    assert [(line["event"], line["error"]) for line in logs] == [("action_failed", "LookupError")]
    assert "test_server" in logs[0]["at"]
    assert SECRET not in str(logs)


async def test_a_long_talk_is_accepted(client: Client) -> None:
    call = _call("action_greet")
    call["tracker"]["events"] = [{"event": "user", "text": "x" * 1000}] * 3000
    body = io.BytesIO(json.dumps(call).encode())
    assert (await client.post("/webhook", data=body)).status == 200


async def test_no_message_or_token_is_logged(
    client: Client, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    await client.post("/webhook", json=_call())
    # aiohttp's access log is on in tests only: actions/__main__.py turns it off
    logged = "".join(record.getMessage() for record in caplog.records if record.name != "aiohttp.access")
    printed = "".join(capfd.readouterr())
    assert SECRET not in logged + printed
    assert TOKEN not in logged + printed


async def test_healthz_needs_no_token(client: Client) -> None:
    response = await client.get("/healthz")
    assert (response.status, await response.json()) == (200, {"status": "ok"})


async def test_names_are_sent_once_for_each_version(client: Client) -> None:
    first = await client.get("/names.json")
    told = await first.json()
    assert first.headers["ETag"] == f'"{told["version"]}"'
    assert any("criminal-record" in name["slugs"] for name in told["names"])
    again = await client.get("/names.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, await again.read()) == (304, b"")
    assert (await client.get("/names.json", headers={"If-None-Match": '"another"'})).status == 200


async def test_names_that_are_published_now_get_another_version(client: Client, settings: ActionsSettings) -> None:
    before = await (await client.get("/names.json")).json()
    engine = make_engine(settings.database)
    with make_sessions(engine).begin() as session:
        known = session.scalars(select(KnownName).where(KnownName.kind == "alias")).first()
        assert known
        session.add(KnownName(slug=known.slug, kind="alias", text="giấy thật mới", folded="giay that moi"))
    engine.dispose()
    after = await (await client.get("/names.json")).json()
    assert after["version"] != before["version"]
    assert "giay that moi" in {name["text"] for name in after["names"]}


async def test_names_need_the_token(client: Client) -> None:
    assert (await client.get("/names.json", headers={"Authorization": "Bearer no"})).status == 401


async def test_figures_are_for_whoever_holds_their_token(settings: ActionsSettings) -> None:
    for token in ("", "a token for the figures"):
        told = settings.model_copy(update={"metrics_token": SecretStr(token)})
        async with TestClient(TestServer(make_app(told))) as client:
            await client.post("/webhook", json=_call(), headers={"Authorization": f"Bearer {TOKEN}"})
            for given in ("", "Bearer ", f"Bearer {TOKEN}"):
                assert (await client.get("/metrics", headers={"Authorization": given})).status == 401
            answer = await client.get("/metrics", headers={"Authorization": f"Bearer {token}"})
            assert answer.status == (200 if token else 401)
            assert ('motcua_action_seconds_count{action="action_fee"}' in await answer.text()) is bool(token)
