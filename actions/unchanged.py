"""Events that change nothing, left out of what Rasa stores: a long talk is read again with every message."""

from collections.abc import Iterable, Mapping
from typing import Any


def without_unchanged(
    action: str, held: Mapping[str, Any], events: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The events without slots that keep their value. ``held``: the tracker's slots before the action.

    Those of a form's validation all stay: to Rasa any slot that it sets is an answer to the form's question.
    """
    if action.startswith("validate_"):
        return list(events)
    slots, left = dict(held), []
    for event in events:
        if event.get("event") == "slot" and event.get("name") != "requested_slot":
            name, value = str(event.get("name")), event.get("value")
            if name in slots and slots[name] == value:
                continue
            slots[name] = value
        left.append(event)
    return left
