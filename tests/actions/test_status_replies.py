"""What to say where no status can be shown."""

from datetime import datetime

import pytest

from actions.office import Office
from actions.status_replies import agency_failed, locked, look_it_up, unmatched
from actions.talk import read
from procedures.calendar import VIETNAM
from tests.actions.bench import Turn


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_each_names_the_topic_and_a_way_on(office: Office, lang: str) -> None:
    talk = read(Turn(lang=lang).tracker(), office.today())
    replies = [
        look_it_up(talk),
        unmatched(talk),
        locked(talk, datetime(2026, 11, 21, 12, 15, tzinfo=VIETNAM)),
        agency_failed(talk, "error_agency_unreachable", office.settings),
        agency_failed(talk, "error_agency_answer", office.settings),
    ]
    for reply in replies:
        assert reply.topic == "status"
        assert reply.lang == lang
        assert "human" in {button.topic for button in reply.buttons}
    assert len({reply.text for reply in replies}) == len(replies)
