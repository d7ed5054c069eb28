"""The rules found for a talk are those that Rasa finds."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RulePolicy

from bot.nlu import fast_rules
from tests.nlu.replaced import ORIGINAL, put_back

RASAS = ORIGINAL[RulePolicy, "_get_possible_keys"]
INTENTS = ["fee", "time", "greet"]


@pytest.fixture(autouse=True)
def installed() -> Iterator[None]:
    fast_rules.install()
    yield
    put_back()


def _state(chance: random.Random) -> dict[str, Any]:
    state: dict[str, Any] = {"prev_action": {"action_name": chance.choice(["action_listen", "action_fee"])}}
    if chance.random() < 0.8:
        state["user"] = {"intent": chance.choice(INTENTS)}
    if chance.random() < 0.3:
        state["active_loop"] = {"name": chance.choice(["status_form", "should_not_be_set"])}
    if chance.random() < 0.1:
        state.pop("prev_action")
    if chance.random() < 0.1:
        state["prev_action"] = {"action_text": "hi"}
    return state


@pytest.mark.parametrize("seed", range(60))
def test_the_same_rules_are_found(seed: int) -> None:
    chance = random.Random(seed)
    rules = [[_state(chance) for _ in range(chance.randint(1, 3))] for _ in range(80)]
    policy = object.__new__(RulePolicy)
    lookup = {json.dumps(rule, sort_keys=True): "action_fee" for rule in rules}
    for _ in range(30):
        states = [{}, *(_state(chance) for _ in range(chance.randint(0, 5)))]
        assert policy._get_possible_keys(lookup, states) == RASAS(policy, lookup, states)
    assert policy._get_possible_keys({}, [{}]) == set()


def test_some_rules_are_found_at_all() -> None:
    policy = object.__new__(RulePolicy)
    state = {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "fee"}}
    assert policy._get_possible_keys({json.dumps([state]): "action_fee"}, [{}, state]) == {json.dumps([state])}
