"""The reply to what is none of ours."""

from sqlalchemy.orm import Session

from actions.elsewhere import elsewhere
from actions.office import Office
from actions.talk import read
from tests.actions.bench import Turn


def test_it_offers_first_what_may_have_been_asked_of_the_procedure_talked_about(
    office: Office, session: Session
) -> None:
    turn = Turn(text="…", slots={"procedure": "temporary-residence"}, guesses=["out_of_scope", "fee"])
    payload = elsewhere(read(turn.tracker(), office.today()), session).payloads[0]
    assert payload.outcome == "refused_out_of_scope"
    assert (payload.buttons[0].procedure, payload.buttons[0].topic) == ("temporary-residence", "fee")


def test_without_one_the_commonest(office: Office, session: Session) -> None:
    payload = elsewhere(read(Turn(text="…", guesses=["fee"]).tracker(), office.today()), session).payloads[0]
    assert all(button.topic in ("overview", "status") for button in payload.buttons)
