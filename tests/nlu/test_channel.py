"""The channel's answers to «are you ready?» and «what does this mean?»."""

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.nlu import channel
from bot.nlu.channel import Channel
from bot.nlu.tracker_table import TrackerTable

READY = SimpleNamespace(is_ready=lambda: True, processor=SimpleNamespace(model_filename="motcua-1.tar.gz"))
EMPTY = SimpleNamespace(is_ready=lambda: False, processor=None)


async def ignore(message: Any) -> None:
    """Takes a message and says nothing."""


def ask(ctx: SimpleNamespace) -> tuple[int, dict[str, str]]:
    routes = Channel().blueprint(ignore)
    (route,) = [route for route in routes._future_routes if route.uri == "/ready"]
    answer = asyncio.run(route.handler(SimpleNamespace(app=SimpleNamespace(ctx=ctx))))
    return answer.status, json.loads(answer.body)


def test_with_a_model_it_is_ready_and_names_the_model() -> None:
    assert ask(SimpleNamespace(agent=READY)) == (200, {"status": "ok", "model": "motcua-1.tar.gz"})


@pytest.mark.parametrize("ctx", [SimpleNamespace(), SimpleNamespace(agent=EMPTY)], ids=["starting", "no model"])
def test_without_a_model_it_is_not_ready(ctx: SimpleNamespace) -> None:
    assert ask(ctx) == (503, {"status": "no model"})


def test_it_answers_at_the_path_of_rasas_own_channel() -> None:
    assert Channel.name() == "rest"


def parse(text: object, token: str = "", agent: Any = READY) -> tuple[int, dict[str, Any]]:
    routes = Channel().blueprint(ignore)
    (route,) = [route for route in routes._future_routes if route.uri == "/parse"]
    asked = SimpleNamespace(
        app=SimpleNamespace(ctx=SimpleNamespace(agent=agent)),
        json={"text": text},
        headers={"authorization": f"Bearer {token}"},
    )
    answer = asyncio.run(route.handler(asked))
    return answer.status, json.loads(answer.body)


class Agent:
    """Understands everything as a question about fees."""

    def __init__(self) -> None:
        self.parsed: list[str] = []

    def is_ready(self) -> bool:
        return True

    async def parse_message(self, text: str) -> dict[str, Any]:
        self.parsed.append(text)
        return {"text": text, "intent": {"name": "fee"}, "intent_ranking": [], "entities": [], "asks": []}


def test_parsing_gives_what_was_understood_and_not_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_TOKEN", "a token of the tests")
    agent = Agent()
    told = {"intent": {"name": "fee"}, "intent_ranking": [], "entities": [], "asks": []}
    assert parse("lệ phí?", "a token of the tests", agent) == (200, told)
    assert parse('/restart{"a": 1}', "a token of the tests", agent)[0] == 200
    assert agent.parsed == ["lệ phí?", 'restart{"a": 1}']


@pytest.mark.parametrize("text", ["", " / ", None, 3, "a" * 2001], ids=["empty", "slash", "none", "number", "long"])
def test_a_text_that_is_none_is_not_parsed(monkeypatch: pytest.MonkeyPatch, text: object) -> None:
    monkeypatch.setenv("RASA_TOKEN", "a token of the tests")
    agent = Agent()
    assert parse(text, "a token of the tests", agent)[0] == 422
    assert agent.parsed == []


@pytest.mark.parametrize(("held", "given"), [("a token of the tests", "another"), ("", ""), ("short", "short")])
def test_without_the_token_nothing_is_parsed(monkeypatch: pytest.MonkeyPatch, held: str, given: str) -> None:
    monkeypatch.setenv("RASA_TOKEN", held)
    agent = Agent()
    assert parse("lệ phí?", given, agent)[0] == 401
    assert agent.parsed == []


def test_without_a_model_parsing_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_TOKEN", "a token of the tests")
    assert parse("lệ phí?", "a token of the tests", EMPTY)[0] == 503


@pytest.mark.parametrize("failure", [RuntimeError("said: tôi tên An"), asyncio.CancelledError()], ids=["error", "gone"])
def test_a_turn_that_fails_is_answered_with_nothing_and_its_words_are_in_no_log(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], failure: BaseException
) -> None:
    async def fail(message: Any) -> None:
        raise failure

    (route,) = [route for route in Channel().blueprint(fail)._future_routes if route.uri == "/webhook"]
    asked = SimpleNamespace(json={"sender": "a", "message": "tôi tên An"}, args={}, method="POST")
    assert json.loads(asyncio.run(route.handler(asked)).body) == []
    logged = caplog.text + "".join(capfd.readouterr())
    assert "A turn" in logged and "An" not in logged.replace("An error", "")


@pytest.mark.parametrize(("said", "status"), [([], 503), (["10.000 đồng"], 200)], ids=["nothing", "a reply"])
def test_a_turn_without_replies_has_the_status_of_a_failure(said: list[str], status: int) -> None:
    async def reply(message: Any) -> None:
        for text in said:
            await message.output_channel.send_text_message(message.sender_id, text)

    async def ask_over_http() -> Any:
        routes = Channel().blueprint(reply)
        (route,) = [route for route in routes._future_routes if route.uri == "/webhook"]
        (change,) = [each.middleware for each in routes._future_middleware if each.attach_to == "response"]
        asked = SimpleNamespace(json={"sender": "a", "message": "lệ phí?"}, args={}, method="POST")
        answer = await route.handler(asked)
        assert await change(asked, answer) is None
        return answer

    answer = asyncio.run(ask_over_http())
    assert (answer.status, [reply["text"] for reply in json.loads(answer.body)]) == (status, said)


def test_talks_that_are_idle_leave_the_memory_without_another_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def look() -> int:
        dropped, begun = asyncio.Event(), []
        store = TrackerTable(db=str(tmp_path / "tracker.db"))
        monkeypatch.setattr(store, "drop_idle", dropped.set)
        monkeypatch.setattr(channel, "LOOK_SECONDS", 0)
        app = SimpleNamespace(
            ctx=SimpleNamespace(agent=SimpleNamespace(tracker_store=store)),
            add_task=lambda task, name: begun.append(asyncio.ensure_future(task)),
        )
        listeners = Channel().blueprint(ignore)._future_listeners
        (begin,) = [each.listener for each in listeners if each.listener.__name__ == "begin_looking"]
        await begin(app, None)
        await asyncio.wait_for(dropped.wait(), 10)
        begun[0].cancel()
        return len(begun)

    assert asyncio.run(look()) == 1
