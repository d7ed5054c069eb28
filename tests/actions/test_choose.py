"""Offering the nearest procedures, or the commonest."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from actions.choose import ask_which, nearest
from actions.office import Office
from actions.talk import Talk, read
from procedures.models import KnownName, Procedure, Revision
from tests.actions.bench import Turn


def _talk(office: Office, text: str) -> Talk:
    return read(Turn(text=text).tracker(), office.today())


def test_the_nearest_come_first_without_diacritics_too(office: Office, session: Session) -> None:
    assert nearest(_talk(office, "dang ky tam tru"), session)[0] == "temporary-residence"


def test_words_far_from_every_name_offer_nothing(office: Office, session: Session) -> None:
    assert nearest(_talk(office, "con mèo nhà tôi"), session) == []


def test_placeholders_and_dossier_codes_are_not_searched_for(office: Office, session: Session) -> None:
    assert nearest(_talk(office, "[id_card:0123456789] H29.15-240702-0012"), session) == []


def test_a_button_is_not_searched_for(office: Office, session: Session) -> None:
    assert nearest(_talk(office, "/fee"), session) == []


def test_without_anything_near_the_commonest_are_offered(office: Office, session: Session) -> None:
    reply = ask_which(_talk(office, "xyz"), session, "fee")
    assert reply.slots["candidates"] == ["vneid-level2", "criminal-record", "temporary-residence"]
    assert {button.topic for button in reply.payloads[0].buttons} == {"fee"}


def test_an_empty_catalog_asks_for_the_name(office: Office, session: Session) -> None:
    for table in (KnownName, Revision, Procedure):
        session.execute(delete(table))
    reply = ask_which(_talk(office, "xyz"), session, "fee")
    assert reply.payloads[0].outcome == "asked_back"
    assert reply.slots["candidates"] is None
