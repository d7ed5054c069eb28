"""The compiled check of action answers agrees with Rasa's own."""

import hashlib
import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from bot.nlu import fast_validation

ORIGINAL = RemoteAction._validate_action_result
ACTION = RemoteAction("action_fee", None)
GOOD: list[Any] = [
    {},
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "topic", "value": None}], "responses": [{"custom": {"text": "a"}}]},
    {"events": [{"event": "active_loop", "name": None}, {"event": "followup", "name": "status_form"}]},
]
BAD: list[Any] = [
    {"events": {}},
    {"events": [{"event": "slot"}]},
    {"events": [{"event": "no such event"}]},
    {"responses": ["text"]},
]


@pytest.fixture(autouse=True)
def installed() -> Iterator[None]:
    fast_validation.install()
    yield
    RemoteAction._validate_action_result = ORIGINAL


@pytest.mark.parametrize("answer", GOOD)
def test_a_good_answer_passes_as_it_does_in_rasa(answer: dict[str, Any]) -> None:
    assert ORIGINAL(ACTION, answer) is True
    assert ACTION._validate_action_result(answer) is True


@pytest.mark.parametrize("answer", BAD)
def test_a_bad_answer_fails_as_it_does_in_rasa(answer: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ORIGINAL(ACTION, answer)
    with pytest.raises(ValidationError, match="action_fee"):
        ACTION._validate_action_result(answer)


def test_rasa_still_checks_in_the_way_that_was_replaced() -> None:
    source = inspect.getsource(ORIGINAL).encode()
    assert hashlib.sha256(source).hexdigest()[:16] == "f8cdb4be68123961", "read Rasa's _validate_action_result again"
