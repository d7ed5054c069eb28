"""Finds the rules that fit a talk among those for its last action and intent, instead of trying every rule."""

from collections import defaultdict
from typing import Any
from weakref import WeakKeyDictionary

from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

Shelf = dict[tuple[str | None, str | None], list[str]]
"""Keys of rules by action and intent of their last state; None where the rule's state names none."""


def install() -> None:
    """Replaces RulePolicy._get_possible_keys; the same rules are found, each still judged by Rasa itself.

    Rasa 3.6.21 tries all rules at each state of the talk, however far back. A rule that names an action or an intent in
    its last state can fit only where the talk has just that, and none says anything of states before its first.
    """
    shelves: WeakKeyDictionary[RulePolicy, dict[int, tuple[dict[str, str], Shelf, int]]] = WeakKeyDictionary()

    def possible(self: RulePolicy, lookup: dict[str, str], states: list[dict[str, Any]]) -> set[str]:
        known = shelves.setdefault(self, {})
        held = known.get(id(lookup))
        if held is None or held[0] is not lookup or held[2] != len(lookup):
            held = known[id(lookup)] = (lookup, _shelf(self, lookup), len(lookup))
        keys = _candidates(held[1], states[-1]) if states else list(lookup)
        longest = max((len(self._rule_key_to_state(key)) for key in keys), default=0)
        for index, state in enumerate(reversed(states[-longest:] if longest else [])):
            keys = [key for key in keys if self._is_rule_applicable(key, index, state)]
        return set(keys)

    RulePolicy._get_possible_keys = possible


def _shelf(policy: RulePolicy, lookup: dict[str, str]) -> Shelf:
    shelf: Shelf = defaultdict(list)
    for key in lookup:
        last = policy._rule_key_to_state(key)[-1]
        shelf[_named(last, PREVIOUS_ACTION, ACTION_NAME), _named(last, USER, INTENT)].append(key)
    return dict(shelf)


def _candidates(shelf: Shelf, state: dict[str, Any]) -> list[str]:
    action, intent = _named(state, PREVIOUS_ACTION, ACTION_NAME), _named(state, USER, INTENT)
    if action is None:  # the beginning of a talk, or an action that is a text: Rasa judges by itself
        return [key for keys in shelf.values() for key in keys]
    places = {(action, intent), (action, None), (None, intent), (None, None)}
    return [key for place in places for key in shelf.get(place, ())]


def _named(state: dict[str, Any], part: str, name: str) -> str | None:
    value: str | None = state.get(part, {}).get(name)
    return value if value != SHOULD_NOT_BE_SET else None
