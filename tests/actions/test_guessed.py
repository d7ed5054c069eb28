"""What a message may have asked."""

from actions.guessed import guessed
from actions.office import Office
from actions.talk import read
from tests.actions.bench import Turn


def test_only_topics_of_the_catalog_are_guessed_in_order(office: Office) -> None:
    turn = Turn(guesses=["out_of_scope", "time", "greet", "fee"])
    assert guessed(read(turn.tracker(), office.today())) == ["time", "fee"]
