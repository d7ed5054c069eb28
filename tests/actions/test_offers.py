"""Buttons that lead on."""

from dataclasses import replace

from sqlalchemy.orm import Session

from actions.offers import common, emergency, name_of, onward
from actions.office import Office
from actions.talk import read
from tests.actions.bench import Turn


def test_only_procedures_of_the_catalog_are_offered(office: Office, session: Session) -> None:
    talk = read(Turn().tracker(), office.today())
    slugs = [slug for _, slug, _ in common(talk, session)]
    assert slugs == ["vneid-level2", "criminal-record", "temporary-residence", None]


def test_a_procedure_that_is_gone_leads_on_to_the_commonest(office: Office, session: Session) -> None:
    talk = read(Turn(slots={"procedure": "gone"}).tracker(), office.today())
    assert onward(talk, session) == common(talk, session)


def test_a_name_is_in_the_language_of_the_talk(office: Office, session: Session) -> None:
    talk = read(Turn().tracker(), office.today())
    assert name_of(talk, session, "temporary-residence") == "Đăng ký tạm trú"
    assert name_of(replace(talk, lang="en"), session, "temporary-residence") == "Temporary residence registration"
    assert name_of(talk, session, "gone") is None


def test_emergencies_are_answered_round_the_clock() -> None:
    assert {row["hours"] for row in emergency("vi").rows} == {"24/24"}
    assert {row["hours"] for row in emergency("en").rows} == {"24 hours a day"}
