"""Copies a tracker as it is, without replaying the whole talk."""

from collections import deque
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    FollowupAction,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker


def install() -> None:
    """Replaces DialogueStateTracker.copy; what it gives is the same.

    Rasa 3.6.21 replays every event of the talk for a copy, and makes two of them in a turn.
    """
    rasas = DialogueStateTracker.copy

    def copy(self: DialogueStateTracker) -> DialogueStateTracker:
        if type(self) is not DialogueStateTracker or self.latest_message is None:
            return rasas(self)
        follows = _follows(self)
        return rasas(self) if follows is UNCERTAIN else _copied(self, follows)

    DialogueStateTracker.copy = copy


UNCERTAIN = object()
OF_THE_ORIGINAL = ("stored", "walk")
"""What tracker_table.py and fast_states.py note on a tracker; a copy goes its own way."""


def _follows(tracker: DialogueStateTracker) -> Any:
    """The action that the replayed events would leave to follow: Rasa's processor forgets it outside the events."""
    for event in reversed(tracker.events):
        if isinstance(event, FollowupAction):
            return event.action_name
        if isinstance(event, ActionExecuted | UserUttered):
            return None
        if isinstance(event, Restarted):
            return ACTION_SESSION_START_NAME
        if isinstance(event, SessionStarted):
            return ACTION_LISTEN_NAME
        if isinstance(event, UserUtteranceReverted | ActionReverted):
            return UNCERTAIN
    return ACTION_LISTEN_NAME


def _copied(tracker: DialogueStateTracker, follows: str | None) -> DialogueStateTracker:
    made = object.__new__(DialogueStateTracker)
    made.__dict__.update({name: value for name, value in tracker.__dict__.items() if name not in OF_THE_ORIGINAL})
    made.events = deque(tracker.events, tracker._max_event_history)
    made.slots = {name: _twin(slot) for name, slot in tracker.slots.items()}
    made.active_loop = _twin(tracker.active_loop) if tracker.active_loop else None
    made.followup_action = follows
    made.sender_source = made.model_id = made.assistant_id = None  # as Rasa's copy, which adds nothing to events
    return made


def _twin(thing: Any) -> Any:
    twin = object.__new__(type(thing))
    twin.__dict__.update(thing.__dict__)
    return twin
