"""Whole conversations through the running parts: what people type, and what the bot must make of it.

Each YAML file holds conversations of one hazard: ``turns`` with ``say`` (typed text) or ``press`` (the start of a
button's title), and what is expected of the last reply: procedure, topic, outcome, kind, words that must (``has``) or
must not (``lacks``) stand in any reply's text. What a turn may do to the mock agencies first: ``agencies.py``. A
conversation with ``known_gap`` says why it does not go as written yet; one that does after all must lose that mark.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conversations.agencies import agencies_of
from tests.stack import Chat, Stack


def _gap(conversation: dict[str, Any]) -> list[pytest.MarkDecorator]:
    why = conversation.get("known_gap")
    return [pytest.mark.xfail(reason=why, raises=AssertionError, strict=True)] if why else []


CONVERSATIONS = [
    pytest.param(conversation, id=f"{path.stem}: {conversation['name']}", marks=_gap(conversation))
    for path in sorted(Path(__file__).parent.glob("*.yml"))
    for conversation in yaml.safe_load(path.read_text("utf-8"))
]

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("conversation", CONVERSATIONS)
def test_the_conversation_goes_as_written(stack: Stack, conversation: dict[str, Any]) -> None:
    chat = Chat(stack.url, conversation.get("lang", "vi"))
    with agencies_of(stack) as agencies:
        for number, turn in enumerate(conversation["turns"], 1):
            agencies.before(turn)
            replies = chat.say(turn["say"]) if "say" in turn else chat.press(turn["press"])
            _check(turn, replies, f"turn {number} «{turn.get('say', turn.get('press'))}»")


def _check(turn: dict[str, Any], replies: list[dict[str, Any]], where: str) -> None:
    last, text = replies[-1], "\n".join(reply["text"] for reply in replies)
    where = f"{where} got {last['outcome']}: {text}"
    for field in ("procedure", "topic", "outcome", "kind", "lang", "sample"):
        if field in turn:
            assert last[field] == turn[field], f"{field} of {where}"
    for words in turn.get("has", ()):
        assert words in text, f"«{words}» missing in {where}"
    for words in turn.get("lacks", ()):
        assert words not in text, f"«{words}» stands in {where}"
    if last["outcome"] == "answered" and last["procedure"]:
        assert last["sources"], f"no sources in {where}"
        assert last["checked_on"], f"no day of checking in {where}"
