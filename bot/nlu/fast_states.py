"""Makes the states of a talk's past once, and at each look only those that are new."""

from itertools import islice
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    Event,
    FollowupAction,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

State = dict[str, Any]

REWRITES = (ActiveLoop, ActionReverted, Restarted, UserUtteranceReverted)
"""Events by which a talk's earlier states may look different: then all is left to Rasa."""


def install() -> None:
    """Replaces DialogueStateTracker.past_states for talks that were only added to; the states are the same.

    Rasa 3.6.21 replays the whole talk five times in a turn, with a tracker for each, to see its states. Talks with a
    form, and domains with slots that influence the conversation (ours has none), are left to it.
    """
    rasas = DialogueStateTracker.past_states

    def past_states(
        self: DialogueStateTracker, domain: Domain, omit_unset_slots: bool = False,
        ignore_rule_only_turns: bool = False, rule_only_data: dict[str, Any] | None = None,
    ) -> list[State]:  # fmt: skip
        walk = _walk(self, domain) if type(self) is DialogueStateTracker else None
        if walk is None or (ignore_rule_only_turns and (rule_only_data or {}).get("rule_only_slots")):
            return rasas(self, domain, omit_unset_slots, ignore_rule_only_turns, rule_only_data)
        return walk.without_rule_turns() if ignore_rule_only_turns else walk.all()

    DialogueStateTracker.past_states = past_states


def _walk(tracker: DialogueStateTracker, domain: Domain) -> "Walk | None":
    """The walk through this tracker as far as it goes now; None where it can't be walked."""
    walk: Walk | None = getattr(tracker, "walk", None)
    if walk is None or walk.domain is not domain or walk.seen > len(tracker.events):
        walk = tracker.walk = Walk(domain, any(slot.influence_conversation for slot in tracker.slots.values()))
    return None if walk.rewritten or not walk.go(tracker) else walk


class Walk:
    """The way through a talk's events, and the states that a policy sees before each action and now."""

    def __init__(self, domain: Domain, rewritten: bool = False) -> None:
        self.domain = domain
        self.rewritten = rewritten
        """Whether the past can no longer be told from what was walked through."""
        self.seen = 0
        self._begin()

    def _begin(self) -> None:
        # as a new tracker has them
        self.latest_message = UserUttered.empty()
        self.latest_action: dict[str, str] = {}
        self.followup_action: str | None = ACTION_LISTEN_NAME
        self._all: list[State] = []
        self._shown: list[State] = []
        self._last_shown_action: dict[str, str] | None = None
        self._hidden = False

    def go(self, tracker: DialogueStateTracker) -> bool:
        """Walks through the events that are new. False where one of them changes what lies behind."""
        for event in islice(tracker.events, self.seen, None):
            if isinstance(event, REWRITES):
                self.rewritten = True
                return False
            self._pass(event)
        self.seen = len(tracker.events)
        return True

    def all(self) -> list[State]:
        """The states before each action, and now."""
        return [*map(_twin, self._all), self._state()]

    def without_rule_turns(self) -> list[State]:
        """The same without the turns that only rules know, as Domain.states_for_tracker_history has them."""
        shown = [*map(_twin, self._shown)]
        self._show(shown, *self._seen_by_stories(False))
        return shown

    def _pass(self, event: Event) -> None:
        if isinstance(event, SessionStarted):
            self._begin()
        elif isinstance(event, ActionExecuted):
            self._all.append(self._state())
            self._last_shown_action, self._hidden = self._seen_by_stories(bool(event.hide_rule_turn))
            self._show(self._shown, self._last_shown_action, self._hidden)
            self.latest_action, self.followup_action = event.as_sub_state(), None
        elif isinstance(event, UserUttered):
            self.latest_message, self.followup_action = event, None
        elif isinstance(event, FollowupAction):
            self.followup_action = event.action_name

    def _seen_by_stories(self, hides: bool) -> tuple[dict[str, str] | None, bool]:
        """The last action that is not hidden, and whether this turn is."""
        action = self._last_shown_action if self._hidden else self.latest_action
        # An action that follows another does not change whether the turn is hidden. Without a form the name of the
        # active one is None, as is that of the action before the first.
        follows = self.followup_action or not self.latest_action
        return action, self._hidden if follows else hides

    def _show(self, states: list[State], action: dict[str, str] | None, hidden: bool) -> None:
        if hidden:
            return
        state = self._state()
        if states and self.latest_action.get("action_name") != ACTION_LISTEN_NAME:
            said = states[-1].get(USER)
            if said:
                state[USER] = dict(said)
            else:
                state.pop(USER, None)
        if action:
            state[PREVIOUS_ACTION] = action
        states.append(state)

    def _state(self) -> State:
        """What Domain.get_active_state gives of a talk without a form."""
        state: State = {}
        said = self.domain._get_user_sub_state(self)
        if said:
            state[USER] = said
        if self.latest_action:
            state[PREVIOUS_ACTION] = self.latest_action
        return state


def _twin(state: State) -> State:
    """A copy that a policy may change: of its parts it changes what the citizen said."""
    return {**state, USER: dict(state[USER])} if USER in state else dict(state)
