"""Events that change nothing."""

from actions.unchanged import without_unchanged

TOPIC = {"event": "slot", "name": "topic", "value": "fee"}
OTHER = {"event": "slot", "name": "topic", "value": "time"}
LOOP = {"event": "active_loop", "name": None}


def test_a_slot_that_keeps_its_value_is_left_out() -> None:
    assert without_unchanged("action_fee", {"topic": "fee"}, [TOPIC, LOOP]) == [LOOP]


def test_a_slot_that_changes_and_changes_back_stays_both_times() -> None:
    assert without_unchanged("action_fee", {"topic": "fee"}, [OTHER, TOPIC]) == [OTHER, TOPIC]


def test_a_slot_that_the_tracker_does_not_name_stays() -> None:
    assert without_unchanged("action_fee", {}, [TOPIC]) == [TOPIC]


def test_what_a_form_is_told_stays() -> None:
    requested = {"event": "slot", "name": "requested_slot", "value": None}
    assert without_unchanged("validate_status_form", {"topic": "fee"}, [TOPIC]) == [TOPIC]
    assert without_unchanged("action_back", {"requested_slot": None}, [requested]) == [requested]
