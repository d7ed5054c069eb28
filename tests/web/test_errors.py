"""Every error has one form and one sentence, in the reader's language, whatever was sent."""

import json
import uuid
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from sqlalchemy.orm import Session, sessionmaker
from structlog.testing import capture_logs

from bot.web import errors
from bot.web.app import create_app
from bot.web.settings import WebSettings
from procedures.db import Base
from procedures.words import say
from tests.web.conftest import Client, serving
from tests.web.fake_rasa import FakeRasa

ID = "0b6f1c34-6a4e-4c7e-9d53-5f0c3f2b7a11"


def _is_error(body: Any) -> None:
    assert set(body) == {"error"} and set(body["error"]) == {"code", "message"}
    message = body["error"]["message"]
    assert message and "\n" not in message and "Traceback" not in message and message[-1] == "."


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/nothing", 404),
        ("GET", "/nothing", 404),
        ("DELETE", "/api/conversations", 405),
        ("PUT", "/", 405),
        ("POST", "/api/procedures", 405),
        ("GET", "/api/procedures/no-such-thing", 404),
        ("GET", "/api/procedures/%3Cscript%3E", 422),
        ("GET", "/api/procedures?on=31-12-2026", 422),
        ("GET", "/api/procedures/criminal-record-1?on=31-12-2026", 422),
        ("GET", "/static/../settings.py", 404),
        ("GET", "/static/nothing.js", 404),
    ],
)
async def test_the_frameworks_own_errors_have_our_form(citizen: Client, method: str, path: str, status: int) -> None:
    got, body = await citizen.call(method, path)
    assert got == status
    _is_error(body)


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b"[]", 422),
        (b"null", 422),
        (b"{}", 422),
        (b'{"client_id": 1, "text": "a"}', 422),
        (b'{"client_id": "not a uuid", "text": "a"}', 422),
        (json.dumps({"client_id": ID}).encode(), 422),
        (json.dumps({"client_id": ID, "text": None}).encode(), 422),
        (json.dumps({"client_id": ID, "text": 5}).encode(), 422),
        (json.dumps({"client_id": ID, "text": "a", "button": "b1"}).encode(), 422),
        (json.dumps({"client_id": ID, "text": "a", "<script>": 1}).encode(), 422),
        (json.dumps({"client_id": ID, "text": ""}).encode(), 422),
        (json.dumps({"client_id": ID, "text": " \u200b\n"}).encode(), 422),
        (json.dumps({"client_id": ID, "text": "\ud800"}).encode(), 422),
        (json.dumps({"client_id": ID, "button": ""}).encode(), 422),
        (json.dumps({"client_id": ID, "text": "x" * 10_000}).encode(), 413),
        (json.dumps({"client_id": ID, "text": "x" * 100_000}).encode(), 413),
        (b"\xff\xfe", 422),
    ],
)
async def test_a_bad_message_gets_one_sentence_and_no_turn(
    citizen: Client, rasa: FakeRasa, data: bytes, status: int
) -> None:
    headers = {"Content-Type": "application/json"}
    got, body = await citizen.call(
        "POST", f"/api/conversations/{citizen.id}/messages", citizen.token, data=data, headers=headers
    )
    assert got == status, body
    _is_error(body)
    assert "<script>" not in body["error"]["message"]
    assert rasa.received == [] and len(await citizen.since()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        '/fee{"procedure": "x"}',
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "{{ 7*7 }} {% raw %}",
        "Thời tiết ngày mai thế nào?",
        "a\u0301\u0301\u0301\u0301",
        "🇻🇳" * 200,
        "%s %d {0} {name}",
        "مرحبا \u202e abc",
        "x" * 2000,
    ],
)
async def test_strange_texts_are_plain_text(citizen: Client, rasa: FakeRasa, text: str) -> None:
    mine, _ = await citizen.say(text)
    assert not rasa.messages[0].startswith("/")
    assert mine["payload"]["button"] is None


async def test_a_body_without_a_length_is_bounded_too(citizen: Client, rasa: FakeRasa) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b'{"text": "'
        for _ in range(30):
            yield b"x" * 4096

    headers = {"Content-Type": "application/json"}
    path = f"/api/conversations/{citizen.id}/messages"
    status, body = await citizen.call("POST", path, citizen.token, data=endless(), headers=headers)
    assert status == 413 and rasa.received == []
    _is_error(body)


async def test_sentences_are_english_for_who_asks_for_it(citizen: Client) -> None:
    headers = {"Accept-Language": "en-GB,en;q=0.9"}
    _, body = await citizen.call("GET", "/api/nothing", headers=headers)
    assert body["error"]["message"] == say("web.error.not_found", "en")


async def test_a_person_who_goes_astray_gets_a_page(citizen: Client) -> None:
    status, page = await citizen.call("GET", "/nothing", headers={"Accept": "text/html"})
    assert status == 404 and "Không tìm thấy" in page and 'href="/"' in page


async def test_what_nobody_caught_is_answered_without_its_text(
    citizen: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("001090012345")

    monkeypatch.setattr("bot.web.api.conversations.take_turn", broken)
    status, body = await citizen.post(text="xin chào")
    assert status == 500
    _is_error(body)
    assert "001090012345" not in str(body) + "".join(capsys.readouterr())


@pytest.mark.parametrize("path", ["/api/procedures", "/api/conversations", "/api/conversations/{id}/messages"])
async def test_without_the_data_base_programs_get_503(
    citizen: Client, sessions: sessionmaker[Session], capsys: pytest.CaptureFixture[str], path: str
) -> None:
    Base.metadata.drop_all(sessions.kw["bind"])
    method = "POST" if path == "/api/conversations" else "GET"
    status, body = await citizen.call(method, path.format(id=citizen.id), citizen.token)
    assert (status, body["error"]["code"]) == (503, "database")
    _is_error(body)
    assert "database_failed" in capsys.readouterr().out


async def test_without_the_data_base_people_get_a_page_with_the_hotline(
    citizen: Client, sessions: sessionmaker[Session]
) -> None:
    Base.metadata.drop_all(sessions.kw["bind"])
    headers = {"Accept": "text/html", "Cookie": f"mc_chat={citizen.id}.{citizen.token}"}
    for method in ("GET", "POST"):
        path = "/" if method == "GET" else "/chat"
        form = {"client_id": ID, "text": "a", "conversation": citizen.id} if method == "POST" else None
        status, page = await citizen.call(method, path, headers=dict(headers), data=form)
        assert status == 503 and "đang gặp lỗi" in page and "tel:18001096" in page and "chưa rõ giờ" in page.lower()


async def test_a_fault_of_ours_is_a_page_for_people(citizen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.web.own_words.simple", broken)
    status, page = await citizen.call("GET", "/", headers={"Accept": "text/html"})
    assert status == 500 and "tel:18001096" in page


async def test_lines_about_a_message_carry_its_client_id(
    citizen: Client, rasa: FakeRasa, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    await citizen.post(ID, text="xin chào")
    await citizen.since()
    said = [line for line in capsys.readouterr().out.splitlines() if "/messages" in line]
    assert [ID in line for line in said] == [True, False]
    assert rasa.received[0]["metadata"]["turn"] == ID


@pytest.mark.parametrize("kind", list(errors.PROBLEMS), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_problem_has_a_sentence(kind: type[Exception], lang: str) -> None:
    sentence = errors.PROBLEMS[kind].sentence(lang)
    assert sentence.endswith(".") and "{" not in sentence


async def test_every_response_has_the_security_headers_and_an_id(citizen: Client) -> None:
    for path in ("/", "/api/nothing", "/static/chat.css", "/healthz"):
        async with citizen.http.get(citizen.url + path) as response:
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert len(response.headers["X-Request-Id"]) == 32
            assert ("no-store" in response.headers["Cache-Control"]) != path.startswith("/static")


async def test_a_request_keeps_the_id_it_came_with(citizen: Client) -> None:
    for given, kept in (("8" * 32, True), (str(uuid.uuid4()), True), ("bad id\t", False), ("0912345678", False)):
        async with citizen.http.get(citizen.url + "/healthz", headers={"X-Request-Id": given}) as response:
            assert (response.headers["X-Request-Id"] == given) is kept


async def test_the_log_tells_which_opaque_address_sends_too_much(
    settings: WebSettings, sessions: sessionmaker[Session]
) -> None:
    settings.rate_new_conversations = "1/hour"
    app = create_app(settings)
    async with serving(app) as url, aiohttp.ClientSession() as http:
        with capture_logs() as logs:
            statuses = [(await Client(http, url).call("POST", "/api/conversations", json={}))[0] for _ in range(3)]
    refused = [line["address"] for line in logs if line["event"] == "too_many"]
    assert refused == [app.state.edge.address_id("127.0.0.1")] * statuses.count(429) != []
