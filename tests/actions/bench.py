"""Runs one action the way Rasa would, and gives what a citizen and the tracker would get."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.need import Need
from actions.office import Office
from procedures.payload import Payload

CONVERSATION = "c0ffee"
NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
"""Noon of 21 November 2026 in Vietnam."""


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> None:
        """Moves on: ``forward(minutes=15)``."""
        self.time += timedelta(**by)


@dataclass
class Said:
    """What came back."""

    payloads: list[Payload]
    slots: dict[str, Any]
    events: list[dict[str, Any]]

    @property
    def payload(self) -> Payload:
        """The only payload."""
        assert len(self.payloads) == 1, self.payloads
        return self.payloads[0]


@dataclass
class Turn:
    """A citizen's message as Rasa understood it, and what the tracker holds."""

    text: str = ""
    intent: str = "inform"
    entities: Iterable[tuple[str, str]] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    lang: str = "vi"
    form: str | None = None
    conversation: str = CONVERSATION
    address: str | None = "address-1"
    events: list[dict[str, Any]] = field(default_factory=list)
    same_place: bool = False
    """Whether the entities are readings of one and the same word."""
    asks: Iterable[tuple[str, str | None]] = ()
    """Topics and procedures of a message that asks more than one thing."""
    guesses: Iterable[str] = ()
    """Intents that the message may have, the likeliest first."""
    chances: Iterable[float] = ()
    """How likely each of them is; 0 where it is not said."""
    confidence: float = 1.0
    """How sure the entities are."""

    def tracker(self) -> Tracker:
        """The tracker as rasa-sdk reads it from Rasa's call."""
        found = []
        for number, (kind, value) in enumerate(self.entities):
            start = 0 if self.same_place else number * 10
            sure = {"confidence_entity": self.confidence}
            found.append({"entity": kind, "value": value, "start": start, "end": start + 9, **sure})
        metadata = {"lang": self.lang, "address": self.address, "turn": "t"}
        message = {
            "text": self.text,
            "intent": {"name": self.intent},
            "entities": found,
            "metadata": metadata,
            "asks": [{"topic": topic, "procedure": procedure} for topic, procedure in self.asks],
            "intent_ranking": [
                {"name": name, "confidence": chance} for name, chance in zip_longest(self.guesses, self.chances)
            ],
        }
        loop = {"name": self.form} if self.form else {}
        return Tracker(self.conversation, dict(self.slots), message, self.events, False, None, loop, "action_listen")


async def run(office: Office, need: type[Need], turn: Turn | None = None, **fields: Any) -> Said:
    """One action on one turn."""
    dispatcher = CollectingDispatcher()
    events = await need(office).run(dispatcher, (turn or Turn(**fields)).tracker(), {})
    slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    others = [event for event in events if event["event"] != "slot"]
    payloads = [Payload.model_validate(message["custom"]) for message in dispatcher.messages]
    assert all(not message["text"] and not message["buttons"] for message in dispatcher.messages)
    return Said(payloads, slots, others)


def bot_said(payload: Payload) -> list[dict[str, Any]]:
    """The tracker's events of a turn that ended in that reply."""
    return [
        {"event": "user", "text": "…"},
        {"event": "bot", "text": None, "data": {"custom": payload.model_dump(mode="json")}},
    ]
