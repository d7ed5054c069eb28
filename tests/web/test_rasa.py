"""What citizens get when the bot gives no answer: an honest sentence with the hotline, kept in the transcript."""

import json
import time

import aiohttp
import pytest

from bot.web.rasa import command
from bot.web.settings import WebSettings
from tests.web.conftest import Client
from tests.web.fake_rasa import FakeRasa, reply

GOOD = reply("Đây.")


def _honest(items: list[dict[str, object]]) -> None:
    answer = items[-1]["payload"]
    assert isinstance(answer, dict)
    assert (answer["outcome"], answer["kind"]) == ("error_internal", "notice")
    assert "1800 1096" in answer["text"] and "chưa rõ giờ" in answer["text"]


@pytest.mark.parametrize(
    "raw",
    [
        "[]",
        "{}",
        "null",
        "",
        "<html>",
        "[1]",
        '[{"recipient_id": "x", "text": "hi"}]',
        '[{"custom": {"kind": "answer"}}]',
        json.dumps([{"custom": GOOD["custom"] | {"outcome": "made_up"}}]),
        json.dumps([{"custom": GOOD["custom"] | {"extra": 1}}]),
        json.dumps([GOOD, {"pad": "x" * 1_100_000}]),
    ],
)
async def test_an_empty_or_malformed_reply_is_a_failure(citizen: Client, rasa: FakeRasa, raw: str) -> None:
    rasa.raw = raw
    items = await citizen.say("xin chào")
    _honest(items)
    assert await citizen.since(1) == items


@pytest.mark.parametrize("status", [500, 404, 302])
async def test_another_status_is_a_failure(citizen: Client, rasa: FakeRasa, status: int) -> None:
    rasa.status = status
    _honest(await citizen.say("xin chào"))


async def test_of_two_payloads_the_sound_one_is_shown(citizen: Client, rasa: FakeRasa) -> None:
    rasa.raw = json.dumps([GOOD, {"custom": {"kind": "answer"}}])
    assert [item["payload"]["text"] for item in await citizen.say("xin chào")][1:] == ["Đây."]


async def test_a_bot_that_is_down_is_a_failure(citizen: Client, settings: WebSettings, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: []
    _honest(await citizen.say("xin chào"))
    rasa.answer = lambda body: [GOOD]
    assert (await citizen.say("xin chào"))[-1]["payload"]["text"] == "Đây."


async def test_a_slow_bot_is_a_failure_in_time(
    citizen: Client, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.rasa.TIME_LIMIT", aiohttp.ClientTimeout(total=0.2))
    rasa.delay = 5
    began = time.monotonic()
    _honest(await citizen.say("xin chào"))
    assert time.monotonic() - began < 4


@pytest.mark.parametrize(
    ("topic", "procedure", "said"),
    [
        ("fee", "linked-birth", '/fee{"procedure": "linked-birth"}'),
        ("status", None, "/status"),
        (None, "vneid", '/inform{"procedure": "vneid"}'),
        ("restart", None, "/restart"),
        ("made-up", None, "/inform"),
    ],
)
def test_a_button_says_topic_and_procedure(topic: str | None, procedure: str | None, said: str) -> None:
    assert command(topic, procedure) == said
