"""Sends a reply: each payload as one ``custom`` item that carries its own text; what to remember as slot events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from procedures.payload import Payload

NO_DOSSIER: Mapping[str, None] = {"application_code": None, "code_begun": None, "birth_date": None}
"""Slots that forget a dossier being looked up."""


@dataclass(frozen=True)
class Reply:
    """What an action says, and what the talk remembers of it."""

    payloads: Sequence[Payload] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    events: Sequence[EventType] = ()
    """Other events: a form left, another action to follow."""


LOOK_UP = Reply(events=[FollowupAction("status_form")])
"""The look-up of a dossier follows."""


def one(payload: Payload, **slots: Any) -> Reply:
    """A reply of one payload. Understanding something ends a row of failures."""
    return Reply([payload], {"failures": 0, **slots})


def together(replies: Sequence[Reply], last_line: str | None = None) -> Reply:
    """Several replies as one; what to ask next stands under the last answer only."""
    payloads = [payload for reply in replies for payload in reply.payloads]
    shown = [
        payload.model_copy(update={"buttons": []}) if payload.kind == "answer" else payload for payload in payloads[:-1]
    ]
    last = payloads[-1]
    shown.append(last.model_copy(update={"text": f"{last.text}\n{last_line}"}) if last_line else last)
    slots = {name: value for reply in replies for name, value in reply.slots.items()}
    return Reply(shown, slots, [event for reply in replies for event in reply.events])


def send(dispatcher: CollectingDispatcher, reply: Reply) -> list[EventType]:
    """Hands the payloads over for sending; gives the events for Rasa."""
    for payload in reply.payloads:
        dispatcher.utter_message(json_message=payload.model_dump(mode="json"))
    return [*(SlotSet(name, value) for name, value in reply.slots.items()), *reply.events]
