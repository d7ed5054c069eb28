"""The real four processes, from start to Ctrl-C, over the public API."""

import json
import re
import signal
import socket
import sqlite3
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.stack import Chat, Stack, call, start

pytestmark = pytest.mark.e2e

PERSONAL = (
    "001090012345",
    "0912345678",
    "0912 345 678",
    "nguyen.van.a@example.com",
    "20/05/1990",
    "1990-05-20",
    "C1234567",
)


def _listening(port: int) -> bool:
    with socket.socket() as sock:
        return sock.connect_ex(("127.0.0.1", port)) == 0


def _switch(stack: Stack, agency: str, mode: str) -> None:
    request = urllib.request.Request(
        f"http://127.0.0.1:{stack.port + 3}/_switch/{agency}",
        json.dumps({"mode": mode}).encode(),
        {"Content-Type": "application/json"},
        method="PUT",
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status in (200, 204)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/api/openapi.json", "/"])
def test_a_running_system_answers(stack: Stack, path: str) -> None:
    with urllib.request.urlopen(stack.url + path, timeout=30) as answer:
        assert answer.status == 200


def test_the_same_client_id_at_once_makes_one_turn(stack: Stack) -> None:
    chat = Chat(stack.url)
    message = {"client_id": str(uuid.uuid4()), "text": "đăng ký tạm trú mất mấy ngày"}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: call(stack.url, "POST", chat.path, message, chat.token), range(8)))
    assert {status for status, _ in answers} == {200}
    assert all(body == answers[0][1] for _, body in answers)
    texts = [item["payload"]["text"] for item in chat.items() if item["from"] == "citizen"]
    assert texts == [message["text"]]


def test_another_conversations_token_opens_nothing(stack: Stack) -> None:
    mine, other = Chat(stack.url), Chat(stack.url)
    for method, path in (("GET", f"{mine.path}?since=0"), ("POST", mine.path)):
        body = {"client_id": str(uuid.uuid4()), "text": "a"} if method == "POST" else None
        status, answer = call(stack.url, method, path, body, other.token)
        assert status in (401, 403, 404)
        assert set(answer) == {"error"}


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200b", "a" * 10_000])
def test_what_cannot_be_answered_is_refused_in_one_sentence(stack: Stack, text: str) -> None:
    chat = Chat(stack.url)
    status, body = call(stack.url, "POST", chat.path, {"client_id": str(uuid.uuid4()), "text": text}, chat.token)
    assert 400 <= status < 500
    assert len(re.findall(r"[.?!](?:\s|$)", body["error"]["message"])) == 1, body


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "/restart", "001090012345", "😀", "mai trời mưa không", '/fee{"procedure":"x"}']
)
def test_odd_messages_get_a_fitting_answer(stack: Stack, text: str) -> None:
    replies = Chat(stack.url).say(text)
    assert all(reply["outcome"] not in ("error_internal", "status_shown") for reply in replies), replies


def _forget_tries(stack: Stack) -> None:
    """All tests of a stack have one address: the wrong tries of those before would lock this one out."""
    with closing(sqlite3.connect(stack.state / "motcua.db", timeout=10)) as database, database:
        database.execute("DELETE FROM status_tries")


@pytest.mark.parametrize("mode", ["down", "slow", "broken"])
def test_an_agency_in_trouble_is_said_with_a_way_on(stack: Stack, mode: str) -> None:
    _forget_tries(stack)
    chat = Chat(stack.url)
    chat.say("tra cứu hồ sơ H29.15-240702-0012")
    _switch(stack, "portal", mode)
    try:
        replies = chat.say("20/05/1990")
    finally:
        _switch(stack, "portal", "ok")
    assert replies[-1]["outcome"] in ("error_agency_unreachable", "error_agency_answer")
    assert "dichvucong.gov.vn" in replies[-1]["text"]


def test_an_unknown_code_and_a_wrong_date_get_the_same_answer(stack: Stack) -> None:
    _forget_tries(stack)
    answers = []
    for code, born in (("H29.15-240702-9999", "20/05/1990"), ("H29.15-240702-0012", "21/05/1990")):
        chat = Chat(stack.url)
        chat.say(f"tra cứu hồ sơ {code}")
        answers.append(chat.say(born)[-1]["text"].replace(code, "CODE"))
    assert answers[0] == answers[1]


def test_no_personal_number_is_left_in_any_file_table_or_log(stack: Stack) -> None:
    chat = Chat(stack.url)
    for text in (
        "cccd 001090012345, sđt 0912345678, 0912 345 678, thư nguyen.van.a@example.com, hộ chiếu C1234567",
        "tra cứu hồ sơ H29.15-240702-0012",
        "20/05/1990",
        "tra cứu hồ sơ H29.15-240702-0012 sinh ngày 20/05/1990",
    ):
        chat.say(text)
    for database in stack.state.rglob("*.db"):
        with sqlite3.connect(database) as connection:
            connection.execute("PRAGMA wal_checkpoint")
            dump = "\n".join(connection.iterdump())
        connection.close()
        for number in PERSONAL:
            assert number not in dump, f"{number} stands in {database.name}"
    for path in stack.state.rglob("*"):
        if path.is_file() and "models" not in path.parts:
            content = path.read_bytes()
            for number in PERSONAL:
                assert number.encode() not in content, f"{number} stands in {path.relative_to(stack.state)}"
    assert not any(number in line for line in stack.printed for number in PERSONAL)


def test_a_killed_part_comes_back_and_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    own = start(tmp_path / "state")
    ports = range(own.port, own.port + 4)
    try:
        assert all(_listening(port) for port in ports)
        assert Chat(own.url).say("xin chào")[-1]["outcome"] == "smalltalk"
    finally:
        assert own.stop() in (0, 130, -signal.SIGINT)
    assert not any(_listening(port) for port in ports)
