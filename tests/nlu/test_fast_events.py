"""Classes of events found by name, as Rasa finds them."""

from collections.abc import Iterator

import pytest
from rasa.shared.core.events import Event, SlotSet, UserUttered

from bot.nlu import fast_events

ORIGINAL = Event.resolve_by_type


@pytest.fixture(autouse=True)
def installed() -> Iterator[None]:
    fast_events.install()
    yield
    Event.resolve_by_type = staticmethod(ORIGINAL)


@pytest.mark.parametrize(
    "name", ["user", "bot", "slot", "action", "active_loop", "followup", "session_started", "topic"]
)
def test_a_name_gives_the_class_that_rasa_gives(name: str) -> None:
    for _ in range(2):
        assert Event.resolve_by_type(name) is ORIGINAL(name)


def test_an_unknown_name_is_an_error_or_the_default_each_time() -> None:
    for _ in range(2):
        assert Event.resolve_by_type("no such event", SlotSet) is SlotSet
        with pytest.raises(ValueError, match="no such event"):
            Event.resolve_by_type("no such event")


def test_a_stored_event_is_read_again() -> None:
    event = Event.from_parameters(
        {"event": "user", "text": "a", "parse_data": {"intent": {"name": "fee"}, "entities": []}}
    )
    assert isinstance(event, UserUttered)
    assert event.intent["name"] == "fee"
