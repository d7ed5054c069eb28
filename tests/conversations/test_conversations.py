"""Whole conversations through the running parts: what people type, and what the bot must make of it (running.py).

A conversation with ``known_gap`` that goes as written after all must lose that mark.
"""

from typing import Any

import pytest
import yaml

from tests.conversations.running import FOLDER, conversations, hold
from tests.stack import Stack


def _gap(conversation: dict[str, Any]) -> list[pytest.MarkDecorator]:
    why = conversation.get("known_gap")
    return [pytest.mark.xfail(reason=why, raises=AssertionError, strict=True)] if why else []


CONVERSATIONS = [
    pytest.param(conversation, id=name, marks=_gap(conversation)) for name, conversation in conversations().items()
]


@pytest.mark.e2e
@pytest.mark.parametrize("conversation", CONVERSATIONS)
def test_the_conversation_goes_as_written(stack: Stack, conversation: dict[str, Any]) -> None:
    hold(stack, conversation)


def test_no_two_conversations_of_a_file_bear_the_same_name() -> None:
    counts = [len(yaml.safe_load(path.read_text("utf-8"))) for path in FOLDER.glob("*.yml")]
    assert len(conversations()) == sum(counts)
