"""What bot/nlu/failing.py and bot/nlu/fast*.py replace inside Rasa.

A test can put it back, and sees when Rasa changes.
"""

from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

REPLACED = (
    (RemoteAction, "_action_call_format"),
    (RemoteAction, "_validate_action_result"),
    (EndpointConfig, "session"),
    (RulePolicy, "_get_possible_keys"),
    (DaskGraphRunner, "run"),
    (Domain, "is_empty"),
    (DialogueStateTracker, "copy"),
    (DialogueStateTracker, "past_states"),
    (Event, "resolve_by_type"),
    (MessageProcessor, "_log_slots"),
    (MessageProcessor, "handle_message"),
    (Agent, "_create_tracker_store"),
)
ORIGINAL = {(kind, name): kind.__dict__[name] for kind, name in REPLACED}


def put_back() -> None:
    """Rasa as it was."""
    for (kind, name), original in ORIGINAL.items():
        setattr(kind, name, original)
