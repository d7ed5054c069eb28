"""What a tracker says about the talk so far, read once, in one place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rasa_sdk import Tracker

from procedures.payload import Lang, Payload


@dataclass(frozen=True)
class Entity:
    """Something named in the message, ``text[start:end]``. A name of several procedures gives one of each there."""

    kind: str
    value: str
    start: int = 0
    end: int = 0
    confidence: float = 1.0
    """Below 1 where the words are not quite those of the name."""


@dataclass(frozen=True)
class Ask:
    """One of the questions of a message: a topic, and the procedure that it names for it."""

    topic: str
    procedure: str | None = None


@dataclass(frozen=True)
class Talk:
    """One turn: who asks, in which language, what the message named, what was said before."""

    conversation: str
    address: str | None
    """Opaque id of the network address, from the edge; None where it gave none."""
    turn: str | None
    """The edge's id of this turn, for the log."""
    lang: Lang
    on: date
    text: str
    intent: str | None
    entities: tuple[Entity, ...]
    slots: Mapping[str, Any]
    active_form: str | None
    events: tuple[Mapping[str, Any], ...] = ()
    asks: tuple[Ask, ...] = ()
    """What the message asks, in order (bot/nlu/asks.py); one or none where it asks one thing."""
    guesses: tuple[str, ...] = ()
    """Intents that the message may have, the likeliest first."""
    chances: tuple[float, ...] = ()
    """How likely each of them is, from 0 to 1."""

    def named(self, kind: str) -> tuple[str, ...]:
        """Values of an entity of the latest message, each once."""
        return tuple(dict.fromkeys(entity.value for entity in self.entities if entity.kind == kind))

    def slot(self, name: str) -> Any:
        """A slot's value; None where it is empty or the domain lacks it."""
        return self.slots.get(name)

    @property
    def candidates(self) -> tuple[str, ...]:
        """The procedures offered last."""
        return tuple(self.slot("candidates") or ())

    def said(self) -> list[list[Payload]]:
        """The bot's replies, turn by turn, oldest first; turns without a reply are left out."""
        return [[Payload.model_validate(custom) for custom in turn] for turn in _said(self.events) if turn]

    def last_said(self) -> list[Payload]:
        """The bot's replies to the message before this one; reads no further back, however long the talk is."""
        said: list[dict[str, Any]] = []
        turns = 0
        for event in reversed(self.events):
            turns += event.get("event") == "user"
            if turns > 1:
                break
            custom = (event.get("data") or {}).get("custom") if event.get("event") == "bot" and turns else None
            if custom:
                said.append(custom)
        return [Payload.model_validate(custom) for custom in reversed(said)]

    @property
    def begun(self) -> bool:
        """Whether something was said in this turn already, as where a question comes amid a form."""
        return bool(_this_turn(self.events))


def read(tracker: Tracker, on: date) -> Talk:
    """The talk as the tracker has it.

    The edge remembers the language of the talk; only within the turn that changes it does it not know yet.
    """
    message = tracker.latest_message
    metadata = message.get("metadata") or {}
    said = _this_turn(tracker.events)
    lang = said[-1].get("lang") if said else metadata.get("lang")
    ranking = [guess for guess in message.get("intent_ranking") or [] if guess.get("name")]
    return Talk(
        conversation=str(tracker.sender_id),
        address=metadata.get("address"),
        turn=metadata.get("turn"),
        lang="en" if lang == "en" else "vi",
        on=on,
        text=message.get("text") or "",
        intent=(message.get("intent") or {}).get("name"),
        entities=tuple(
            Entity(
                str(found["entity"]), str(found["value"]), found.get("start") or 0, found.get("end") or 0,
                found.get("confidence_entity") or 1.0,
            )
            for found in message.get("entities") or []
            if found.get("entity") and found.get("value")
        ),
        slots=tracker.slots,
        active_form=tracker.active_loop_name,
        events=tuple(tracker.events),
        asks=tuple(Ask(str(ask["topic"]), ask.get("procedure")) for ask in message.get("asks") or []),
        guesses=tuple(str(guess["name"]) for guess in ranking),
        chances=tuple(float(guess.get("confidence") or 0) for guess in ranking),
    )  # fmt: skip


def _this_turn(events: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The payloads sent since the citizen's last message; reads no further back, however long the talk is."""
    sent: list[dict[str, Any]] = []
    for event in reversed(events):
        if event.get("event") == "user":
            break
        custom = (event.get("data") or {}).get("custom") if event.get("event") == "bot" else None
        if custom:
            sent.append(custom)
    return sent[::-1]


def _said(events: Iterable[Mapping[str, Any]]) -> list[list[dict[str, Any]]]:
    """The payloads that the bot sent, turn by turn, as they stand in the tracker; the last turn is this one."""
    turns: list[list[dict[str, Any]]] = [[]]
    for event in events:
        if event.get("event") == "user":
            turns.append([])
        elif event.get("event") == "bot":
            custom = (event.get("data") or {}).get("custom")
            if custom:
                turns[-1].append(custom)
    return turns
