"""The guide in hand, as the tracker keeps it."""

from dataclasses import replace
from typing import Any

from actions.guides.state import begin, in_hand
from actions.office import Office
from actions.talk import read
from procedures.guides.find import guide
from procedures.guides.walk import Walk, answer
from tests.actions.bench import Turn
from tests.actions.guided import SLUG, publish_guide, sample_data


def held(office: Office, *options: str) -> dict[str, Any]:
    """The slots of somebody who answered so."""
    with office.sessions() as session:
        live = guide(session, SLUG, office.today())
        assert live
        hand = begin(read(Turn().tracker(), office.today()), live)
        walk: Walk = hand.walk
        for option in options:
            walk = answer(walk, option)
        return replace(hand, turn="an earlier one").at(walk).slots()


def test_what_is_remembered_is_read_again(guided: Office) -> None:
    slots = held(guided, "old", "raft")
    assert slots["guide_answer"] is None
    with guided.sessions() as session:
        hand = in_hand(read(Turn(slots=slots).tracker(), guided.today()), session)
    assert hand and hand.walk.question and hand.walk.question.id == "way"
    assert held(guided, "old", "raft", "online")["guide_answer"] == "end"


def test_a_guide_changed_since_keeps_what_still_fits(guided: Office) -> None:
    slots = held(guided, "old", "raft")
    changed = sample_data()
    changed["questions"][1]["options"][1]["id"] = "ferry"
    publish_guide(guided, changed)
    with guided.sessions() as session:
        hand = in_hand(read(Turn(slots=slots).tracker(), guided.today()), session)
    assert hand and hand.note == "guides.changed"
    assert hand.walk.question and hand.walk.question.id == "kind"


def test_a_guide_changed_elsewhere_goes_on_without_a_word(guided: Office) -> None:
    slots = held(guided, "old", "raft")
    changed = sample_data()
    changed["title"]["vi"] = "Tên mới"
    publish_guide(guided, changed)
    with guided.sessions() as session:
        hand = in_hand(read(Turn(slots=slots).tracker(), guided.today()), session)
    assert hand and hand.note is None and hand.walk.number == 3


def test_a_guide_that_is_gone_is_not_in_hand(guided: Office) -> None:
    slots = held(guided, "old")
    publish_guide(guided, None)
    with guided.sessions() as session:
        assert in_hand(read(Turn(slots=slots).tracker(), guided.today()), session) is None
