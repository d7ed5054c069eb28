"""Which procedure is meant."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from sqlalchemy.orm import Session

from actions.context import Meant, resolve
from actions.office import Office
from actions.talk import read
from tests.actions.bench import Turn

P, V, C = "procedure", "variant", "procedure_code"
TALKING_OF_2 = {"procedure": "criminal-record-2"}


def _resolve(office: Office, session: Session, **turn: Any) -> Meant:
    return resolve(read(Turn(**turn).tracker(), office.today()), session)


@pytest.mark.parametrize(
    ("entities", "slots", "meant"),
    [
        ([], {}, ()),
        ([], TALKING_OF_2, ("criminal-record-2",)),
        ([], {"candidates": ["vneid-level2", "vneid-app-problem"]}, ("vneid-level2", "vneid-app-problem")),
        ([(P, "temporary-residence")], TALKING_OF_2, ("temporary-residence",)),
        ([(V, "criminal-record-1")], TALKING_OF_2, ("criminal-record-1",)),
        ([(V, "criminal-record-1")], {"procedure": "criminal-record"}, ("criminal-record-1",)),
        ([(V, "criminal-record-1")], {"candidates": ["criminal-record-2"]}, ("criminal-record-1",)),
        ([(V, "criminal-record-1")], {"procedure": "temporary-residence"}, ("temporary-residence",)),
        ([(V, "criminal-record-1")], {}, ()),
        ([(P, "criminal-record"), (V, "criminal-record-1")], {}, ("criminal-record-1",)),
        ([(P, "criminal-record"), (P, "criminal-record-2")], {}, ("criminal-record-2",)),
        ([(P, "vneid"), (P, "vneid-level2")], {}, ("vneid-level2",)),
        ([(P, "criminal-record-1"), (V, "criminal-record-2")], {}, ("criminal-record-1", "criminal-record-2")),
        ([(C, "3.000333")], {}, ("criminal-record",)),
        ([(C, "2.000488")], TALKING_OF_2, ("criminal-record",)),
        ([(C, "1.999999"), (P, "temporary-residence")], {}, ("temporary-residence",)),
    ],
)
def test_what_is_named_goes_before_what_was_talked_about(
    office: Office,
    session: Session,
    entities: Iterable[tuple[str, str]],
    slots: Mapping[str, Any],
    meant: tuple[str, ...],
) -> None:
    found = _resolve(office, session, entities=entities, slots=slots)
    assert found.slugs == meant
    assert found.unknown_code is None


def test_an_unknown_code_is_reported_and_not_taken_for_the_procedure_talked_about(
    office: Office, session: Session
) -> None:
    found = _resolve(office, session, entities=[(C, "1.999999")], slots=TALKING_OF_2)
    assert found == Meant((), "1.999999")


def test_of_several_bearers_of_a_name_the_one_talked_about_is_meant(office: Office, session: Session) -> None:
    entities = [(P, "temporary-residence"), (P, "criminal-record-2")]
    assert _resolve(office, session, entities=entities, slots=TALKING_OF_2, same_place=True).one == "criminal-record-2"


def test_of_several_bearers_of_a_name_the_one_of_the_family_is_meant(office: Office, session: Session) -> None:
    entities = [(P, "temporary-residence"), (P, "criminal-record-1")]
    assert _resolve(office, session, entities=entities, slots=TALKING_OF_2, same_place=True).one == "criminal-record-1"


def test_two_names_in_two_places_are_two_procedures_even_where_one_is_talked_about(
    office: Office, session: Session
) -> None:
    entities = [(P, "temporary-residence"), (P, "criminal-record-2")]
    found = _resolve(office, session, entities=entities, slots=TALKING_OF_2)
    assert found.slugs == ("temporary-residence", "criminal-record-2")


def test_a_name_said_not_to_be_meant_is_left_out(office: Office, session: Session) -> None:
    text = "không phải tạm trú mà là lý lịch"
    tracker = Turn(text=text).tracker()
    tracker.latest_message["entities"] = [
        {"entity": P, "value": "temporary-residence", "start": 11, "end": 18},
        {"entity": P, "value": "criminal-record-1", "start": 25, "end": 32},
    ]
    assert resolve(read(tracker, office.today()), session).one == "criminal-record-1"


@pytest.mark.parametrize(
    ("about", "meant"), [("criminal-record-2", "criminal-record-1"), (None, "temporary-residence")]
)
def test_a_name_that_tears_a_short_name_apart_gives_way_to_it(
    office: Office, session: Session, about: str | None, meant: str
) -> None:
    tracker = Turn(text="doi sang so 1 thi sao", slots={"procedure": about}).tracker()
    tracker.latest_message["entities"] = [{"entity": P, "value": "temporary-residence", "start": 4, "end": 11}]
    assert resolve(read(tracker, office.today()), session).one == meant
