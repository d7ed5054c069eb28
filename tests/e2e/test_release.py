"""A release under 10 messages a second: none is lost, none answered twice; and the way back with one wish."""

import os
import time
from pathlib import Path

import pytest

from bot.training.requests import ask_release, overview
from bot.training.tables import Release
from tests.e2e.releasing import QUESTIONS, Crowd, Sent, running, transaction, twin, wait_for
from tests.stack import Chat

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.soak,
    pytest.mark.skipif("SOAK_MESSAGES" not in os.environ, reason="three minutes: only with make soak"),
]
PER_SECOND = float(os.environ.get("RELEASE_PER_SECOND", "10"))
BEFORE_SECONDS = 20
MOST_SECONDS = 2.0
RELEASE_SECONDS = 400
GREETING = 1
"""Number of the item that a conversation begins with."""


def test_a_release_and_the_way_back_lose_no_message_and_hold_none_up(tmp_path: Path) -> None:
    with running(tmp_path) as stack:
        other = twin(stack, tmp_path / "models")
        for question in QUESTIONS:  # a system that has just started is slow with its first answers
            Chat(stack.url).say(question)
        crowd = Crowd(stack.url, PER_SECOND)
        with crowd.talking():
            time.sleep(BEFORE_SECONDS)  # to compare with: the same crowd while nothing is released
            began = time.monotonic()
            for back_to in (other, 1):
                with transaction(stack) as session:
                    number = ask_release(session, 1, back_to, "the proof", back=True)
                ended = wait_for(stack, Release, number, RELEASE_SECONDS)
                assert (ended.state, ended.error) == ("done", None)
                with transaction(stack) as session:
                    live = overview(session).live
                    assert live is not None and live.id == back_to
        sent = crowd.sent()
        _print("before", [each for each in sent if each.due < began])
        during = [each for each in sent if each.due >= began]
        _print("during two releases", during)
        assert {(each.status, each.outcome) for each in during} == {(200, "answered")}
        for chat in crowd.chats:
            mine = [each for each in sent if each.chat is chat and each.status == 200]
            items = chat.items(since=GREETING)
            # What came is all there is: nothing twice, no answer that nobody was given.
            assert [item["seq"] for item in items] == [number for each in mine for number in each.items]
            texts = [item["payload"]["text"] for item in items if item["from"] == "citizen"]
            assert texts == [each.text for each in mine]
        assert max(each.seconds for each in during) <= MOST_SECONDS


def _print(when: str, sent: list[Sent]) -> None:
    seconds = sorted(each.seconds for each in sent)
    over = sum(each > MOST_SECONDS for each in seconds)
    lost = sum((each.status, each.outcome) != (200, "answered") for each in sent)
    p50, p95, p99 = (seconds[min(len(seconds) - 1, int(len(seconds) * part))] for part in (0.5, 0.95, 0.99))
    print(
        f"\n{when}: {len(seconds)} messages, {PER_SECOND:g} a second: {lost} not answered, {over} late;"
        f" seconds: p50 {p50:.2f}, p95 {p95:.2f}, p99 {p99:.2f}, longest {seconds[-1]:.2f}"
    )
