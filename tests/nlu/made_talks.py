"""Talks made at random from events as Rasa writes them; the same every time."""

import random

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    FollowupAction,
    LoopInterrupted,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

DOMAIN = Domain.from_dict(
    {
        "intents": ["fee", "time", "greet"],
        "entities": [{"procedure": {"influence_conversation": False}}, "group"],
        "slots": {
            name: {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
            for name in ("topic", "procedure")
        },
        "actions": ["action_fee", "action_time", "action_greet", "action_status"],
        "forms": {"status_form": {"required_slots": ["topic"]}},
    }
)
ENTITIES: "tuple[list[dict[str, str]], ...]" = (
    [],
    [{"entity": "procedure", "value": "a"}],
    [{"entity": "group", "value": "b", "role": "c"}],
)


def turn(chance: random.Random, plain: bool) -> list[Event]:
    """The events of one message; ``plain``: without what rewrites the past."""
    intent = chance.choice(["fee", "time", "greet", None])
    parsed = {"intent": {"name": intent}, "entities": chance.choice(ENTITIES)}
    said = UserUttered(chance.choice(["lệ phí", ""]), parsed["intent"], parsed["entities"], parsed)
    events: list[Event] = [said]
    if chance.random() < 0.9:
        events.append(DefinePrevUserUtteredFeaturization(False))
    for _ in range(chance.randint(1, 2)):
        name = chance.choice(
            ["action_fee", "action_time", "action_greet", "status_form" if not plain else "action_fee"]
        )
        events.append(ActionExecuted(name, "RulePolicy", 1.0, hide_rule_turn=chance.random() < 0.5))
        events += [BotUttered("x", {"custom": {"text": "x"}}), SlotSet("topic", chance.choice(["fee", None, ["a"]]))]
        if chance.random() < 0.2:
            events.append(FollowupAction("action_status"))
        if not plain and chance.random() < 0.5:
            events.append(chance.choice(_REWRITING)())
    events.append(ActionExecuted("action_listen", "RulePolicy", 1.0, hide_rule_turn=chance.random() < 0.3))
    return events


_REWRITING = (
    lambda: ActiveLoop("status_form"), lambda: ActiveLoop(None), lambda: LoopInterrupted(True), UserUtteranceReverted,
    lambda: ActionExecutionRejected("status_form"), ActionReverted, Restarted, AllSlotsReset,
)  # fmt: skip


def beginning() -> list[Event]:
    """A session's first events."""
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def tracker() -> DialogueStateTracker:
    """A new one in this domain."""
    return DialogueStateTracker("a talk", DOMAIN.slots)
