"""What is replaced inside Rasa is still what it was when the replacement was written."""

import ast
import hashlib
import inspect
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    FollowupAction,
    LoopInterrupted,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.nlu import fast_logs
from tests.nlu.replaced import ORIGINAL

EVENTS = (
    ActionExecuted, ActionExecutionRejected, ActionReverted, ActiveLoop, AllSlotsReset, BotUttered,
    DefinePrevUserUtteredFeaturization, FollowupAction, LoopInterrupted, Restarted, SessionStarted, SlotSet,
    UserUtteranceReverted, UserUttered,
)  # fmt: skip
"""What talks here are made of."""
LEANT_ON = (
    (DialogueStateTracker, "travel_back_in_time"),
    (DialogueStateTracker, "init_copy"),
    (DialogueStateTracker, "generate_all_prior_trackers"),
    (DialogueStateTracker, "applied_events"),
    (DialogueStateTracker, "update"),
    (DialogueStateTracker, "_reset"),
    (Domain, "states_for_tracker_history"),
    (Domain, "get_active_state"),
    (Domain, "_get_user_sub_state"),
    (UserUttered, "as_sub_state"),
    (ActionExecuted, "as_sub_state"),
    *((kind, "apply_to") for kind in EVENTS if "apply_to" in kind.__dict__),
    (RulePolicy, "_is_rule_applicable"),
    (RulePolicy, "_does_rule_match_state"),
    (SQLTrackerStore, "_retrieve"),
    (SQLTrackerStore, "_event_query"),
    (SQLTrackerStore, "save"),
)
"""What is not replaced, but whose results the replacements give in another way."""
AS_READ = {
    "RemoteAction._action_call_format": "428795b944f22edb",
    "RemoteAction._validate_action_result": "f8cdb4be68123961",
    "EndpointConfig.session": "e55aa13d9d4fb4bc",
    "RulePolicy._get_possible_keys": "2915fd81711e194c",
    "DaskGraphRunner.run": "45f0f52f574f3aa9",
    "Domain.is_empty": "884be90ef485f1d2",
    "DialogueStateTracker.copy": "dfa48dca9f355ad1",
    "DialogueStateTracker.past_states": "5463eefb5c69d27f",
    "Event.resolve_by_type": "b5cf570fa7f286c7",
    "MessageProcessor._log_slots": "cfc60d6857d3466d",
    "DialogueStateTracker.travel_back_in_time": "09d16f28f007492f",
    "DialogueStateTracker.init_copy": "429fcd2243b9e0e1",
    "DialogueStateTracker.generate_all_prior_trackers": "a1f6954347b52649",
    "DialogueStateTracker.applied_events": "764d5065ea9997d6",
    "Domain.states_for_tracker_history": "035111ce73ac90ba",
    "Domain.get_active_state": "5a4a505743120441",
    "RulePolicy._is_rule_applicable": "64a108b016b46e57",
    "RulePolicy._does_rule_match_state": "d3109c1a97de319c",
    "SQLTrackerStore._retrieve": "c8adbf6f4b61ddd1",
    "SQLTrackerStore._event_query": "cd44f7901b860bfd",
    "SQLTrackerStore.save": "57165e46eab3de08",
    "MessageProcessor.handle_message": "0c41d4780d2d4676",
    "Agent._create_tracker_store": "97499b594b45581b",
    "DialogueStateTracker.update": "b55e6b1c724fa6e9",
    "DialogueStateTracker._reset": "190858eaf560a0c0",
    "Domain._get_user_sub_state": "d7c9322b9abf1427",
    "UserUttered.as_sub_state": "a9dc5d5c4cd002b7",
    "ActionExecuted.as_sub_state": "35e9ea9fe3b0defc",
    "ActionExecuted.apply_to": "c12dc00965af1844",
    "ActionExecutionRejected.apply_to": "26fa7feb96728661",
    "ActionReverted.apply_to": "0b1487faed787912",
    "ActiveLoop.apply_to": "b2d976f828fc2fd9",
    "AllSlotsReset.apply_to": "b1d408d40aefe929",
    "BotUttered.apply_to": "2568769ad3acbb8e",
    "DefinePrevUserUtteredFeaturization.apply_to": "260e4a37a1056d9d",
    "FollowupAction.apply_to": "9c670b45b765b0e0",
    "LoopInterrupted.apply_to": "5facda1d30ddd231",
    "Restarted.apply_to": "ec4d9c43054a9303",
    "SessionStarted.apply_to": "3194704944b4f945",
    "SlotSet.apply_to": "6de252a6d862ee47",
    "UserUtteranceReverted.apply_to": "0b1487faed787912",
    "UserUttered.apply_to": "617d53d3802952b7",
}


def _source(original: Any) -> str:
    return inspect.getsource(getattr(original, "__func__", original))


def _read() -> dict[str, str]:
    found = {f"{kind.__name__}.{name}": original for (kind, name), original in ORIGINAL.items()}
    found |= {f"{kind.__name__}.{name}": kind.__dict__[name] for kind, name in LEANT_ON}
    return {name: hashlib.sha256(_source(each).encode()).hexdigest()[:16] for name, each in found.items()}


def test_rasa_is_as_it_was_read() -> None:
    assert _read() == AS_READ, "read Rasa's source again before you write the new hash down"


@pytest.mark.parametrize("module", fast_logs.MODULES, ids=lambda module: module.__name__)
def test_rasa_copies_there_for_debug_lines_only(module: Any) -> None:
    tree = ast.parse(inspect.getsource(module))
    debug = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) == "structlogger.debug"]
    inside = {id(node) for call in debug for node in ast.walk(call)}
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "copy"]
    assert uses and all(id(node) in inside for node in uses)


def _name(node: ast.AST) -> str:
    return f"{_name(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else getattr(node, "id", "")
