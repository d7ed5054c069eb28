"""Copies of talks and the states of their past are those that Rasa makes."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from bot.nlu import fast_copies, fast_states
from tests.nlu.made_talks import DOMAIN, beginning, tracker, turn
from tests.nlu.replaced import ORIGINAL, put_back

RASAS_COPY = ORIGINAL[DialogueStateTracker, "copy"]
RASAS_STATES = ORIGINAL[DialogueStateTracker, "past_states"]
ML: dict[str, Any] = {
    "ignore_rule_only_turns": True,
    "rule_only_data": {"rule_only_slots": [], "rule_only_loops": ["status_form"]},
}
TALKS = [(seed, plain) for seed in range(40) for plain in (True, False)]


@pytest.fixture(autouse=True)
def installed() -> Iterator[None]:
    fast_copies.install()
    fast_states.install()
    yield
    put_back()


def whole(made: DialogueStateTracker) -> dict[str, Any]:
    """All that a tracker tells of itself."""
    slots = {name: (slot.value, slot.has_been_set) for name, slot in made.slots.items()}
    rest = (made.followup_action, made.latest_bot_utterance, made.sender_source, made.model_id, made.assistant_id)
    return {"state": made.current_state(EventVerbosity.ALL), "slots": slots, "loop": made.active_loop, "rest": rest}


@pytest.mark.parametrize(("seed", "plain"), TALKS)
def test_a_talk_looks_back_and_is_copied_as_in_rasa(seed: int, plain: bool) -> None:
    chance, talk = random.Random(seed), tracker()
    for event in [*beginning(), *(event for _ in range(6) for event in turn(chance, plain))]:
        talk.update(event)
        if chance.random() < 0.6:
            assert talk.past_states(DOMAIN) == RASAS_STATES(talk, DOMAIN)
            assert talk.past_states(DOMAIN, **ML) == RASAS_STATES(talk, DOMAIN, **ML)
        if chance.random() < 0.4:
            assert whole(talk.copy()) == whole(RASAS_COPY(talk))


def test_a_copy_goes_its_own_way() -> None:
    chance, talk = random.Random(1), tracker()
    for event in [*beginning(), *turn(chance, plain=True)]:
        talk.update(event)
    before, states = whole(talk), talk.past_states(DOMAIN)
    copy = talk.copy()
    for event in turn(chance, plain=False):
        copy.update(event)
    assert copy.past_states(DOMAIN) == RASAS_STATES(copy, DOMAIN)
    assert whole(talk) == before and talk.past_states(DOMAIN) == states


def test_what_a_policy_changes_in_the_states_is_not_kept() -> None:
    chance, talk = random.Random(2), tracker()
    for event in [*beginning(), *turn(chance, plain=True), *turn(chance, plain=True)]:
        talk.update(event)
    for state in talk.past_states(DOMAIN):
        state.get("user", {}).clear()
        state.pop("prev_action", None)
    assert talk.past_states(DOMAIN) == RASAS_STATES(talk, DOMAIN)


def test_a_form_or_a_new_session_amid_the_talk_changes_the_past_as_in_rasa() -> None:
    chance, talk = random.Random(3), tracker()
    for part in (beginning(), turn(chance, True), beginning(), turn(chance, True), turn(chance, False)):
        for event in part:
            talk.update(event)
        assert talk.past_states(DOMAIN) == RASAS_STATES(talk, DOMAIN)
        assert talk.past_states(DOMAIN, **ML) == RASAS_STATES(talk, DOMAIN, **ML)
