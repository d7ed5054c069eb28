"""Random and hostile messages through the running parts: 150 with all other tests, 10,000 with ``make soak``."""

import json
import os
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.catalog import SLUGS
from tests.stack import Chat, Stack, call, start

pytestmark = [pytest.mark.e2e, pytest.mark.soak]

MESSAGES = int(os.environ.get("SOAK_MESSAGES", "150"))
TOGETHER = 12
"""Messages of one conversation: hostile ones meet every state, forms and guides too."""
OUTSIDER = "OUTSIDER"
HOSTILE: list[str] = yaml.safe_load(Path(__file__).with_name("hostile.yml").read_text("utf-8"))
ORDINARY = (
    "lệ phí", "bao nhiêu", "hộ chiếu", "tạm trú", "lý lịch tư pháp", "số 2", "khác gì", "cái lúc nãy", "không phải",
    "ý tôi là", "và", "mất bao lâu", "tra cứu hồ sơ", "H29.15-240702-0012", "20/05/1990", "con tôi 5 tuổi", "vneid",
    "quên mật khẩu", "từng bước", "dừng", "có", "không", "how much", "english", "tiếng việt", "?", "/", "1",
    "cái thứ 2",
)  # fmt: skip
FAULTS = ("Traceback", "action_failed", "look_up_failed", "bot_gave_no_answer", "malformed", "unhandled", "Unexpected")

payloads = st.builds(
    lambda intent, slot, more: f"/{intent}{json.dumps({slot: f'{OUTSIDER}{more}'})}",
    st.sampled_from(("fee", "inform", "status", "restart", "guide", "session_start", "affirm", "x")),
    st.sampled_from(("procedure", "topic", "facts", "history", "application_code", "birth_date", "guide", "slot")),
    st.text(max_size=5),
)
messages = st.one_of(
    st.sampled_from(HOSTILE),
    payloads,
    st.text(min_size=1, max_size=200),
    st.text(st.characters(categories=("Cc", "Cf", "Mn", "Zs", "So", "Nd", "Lo")), min_size=1, max_size=60),
    st.lists(st.sampled_from(ORDINARY), min_size=1, max_size=8).map(" ".join),
    st.tuples(st.sampled_from(HOSTILE), st.sampled_from(ORDINARY)).map(" ".join),
    st.builds(str.__mul__, st.sampled_from([*ORDINARY, "a", "ạ", "😀", "\u0301"]), st.integers(2, 2500)),
)


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A system of its own that takes as many messages as come."""
    running = start(
        tmp_path_factory.mktemp("hostile"), RATE_CONVERSATION="100000/minute", RATE_ADDRESS="100000/minute",
        RATE_NEW_CONVERSATIONS="100000/minute",
    )  # fmt: skip
    yield running
    running.stop()


def test_random_and_hostile_messages_are_all_answered_and_set_nothing(patient: Stack) -> None:
    chats: list[Chat] = []
    sent = 0

    @settings(
        max_examples=MESSAGES, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(messages)
    def say(text: str) -> None:
        nonlocal sent
        if sent % TOGETHER == 0:
            chats.append(Chat(patient.url))
        sent += 1
        status, body = _send(patient, chats[-1], text)
        where = f"{text[:80]!r} got {status}: {str(body)[:200]}"
        assert status in (200, 422, 413), where
        if status == 200:
            replies = [item["payload"] for item in body["items"] if item["from"] == "bot"]
            assert replies, where
            assert all(reply["outcome"] != "error_internal" for reply in replies), where
        else:
            assert body["error"]["message"], where

    say()
    assert _faults(patient) == []
    assert _foreign_slots(patient) == []


def _send(stack: Stack, chat: Chat, text: str) -> tuple[int, Any]:
    message = {"client_id": str(uuid.uuid4()), "text": text}
    return call(stack.url, "POST", chat.path, message, chat.token)


def _faults(stack: Stack) -> list[str]:
    lines = [*stack.printed]
    for path in (stack.state / "logs").rglob("*"):
        if path.is_file():
            lines += path.read_text("utf-8", errors="replace").splitlines()
    return [line for line in lines if any(fault in line for fault in FAULTS)]


def _foreign_slots(stack: Stack) -> list[str]:
    """Slots whose value no action of ours can have set."""
    found = []
    for path in stack.state.rglob("tracker*.db"):
        with sqlite3.connect(path) as connection:
            rows = connection.execute("SELECT data FROM events WHERE type_name = 'slot'").fetchall()
        connection.close()
        for (data,) in rows:
            event = json.loads(data)
            known = event["name"] != "procedure" or event["value"] is None or event["value"] in SLUGS
            if OUTSIDER in data or not known:
                found.append(data)
    return found
