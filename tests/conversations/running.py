"""The conversations of this folder, and whether one goes as written on a running system.

Each YAML file holds conversations of one hazard: ``turns`` with ``say`` (typed text) or ``press`` (the start of a
button's title), and what is expected of the last reply: procedure, topic, outcome, kind, words that must (``has``) or
must not (``lacks``) stand in any reply's text. What a turn may do to the mock agencies first: ``agencies.py``. A
conversation with ``known_gap`` says why it does not go as written yet.
"""

from pathlib import Path
from typing import Any

import yaml

from tests.conversations.agencies import agencies_of
from tests.stack import Chat, Stack

FOLDER = Path(__file__).parent


def conversations(folder: Path = FOLDER) -> dict[str, dict[str, Any]]:
    """All of them by «file: name»."""
    return {
        f"{path.stem}: {conversation['name']}": conversation
        for path in sorted(folder.glob("*.yml"))
        for conversation in yaml.safe_load(path.read_text("utf-8"))
    }


def hold(stack: Stack, conversation: dict[str, Any]) -> None:
    """Talks it from end to end. Raises AssertionError at the first turn that is not as written."""
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
