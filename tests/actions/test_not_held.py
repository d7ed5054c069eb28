"""Procedures that the catalog does not hold."""

import pytest

from actions.documents import Documents
from actions.fallback import Fallback
from actions.inform import Inform
from actions.need import Need
from actions.not_held import not_held
from actions.office import Office
from actions.out_of_scope import OutOfScope
from actions.talk import read
from tests.actions.bench import Turn, run

UNKNOWN = [("unknown_procedure", "Cấp giấy phép xây dựng")]


@pytest.mark.parametrize("need", [Documents, Inform, Fallback, OutOfScope])
@pytest.mark.parametrize("slots", [{}, {"procedure": "temporary-residence", "topic": "fee"}])
async def test_an_official_name_is_said_not_to_be_held_with_where_to_look(
    office: Office, need: type[Need], slots: dict[str, str]
) -> None:
    said = await run(office, need, text="xây dựng cần gì", entities=UNKNOWN, slots=slots)
    assert said.payload.outcome == "unanswerable_not_in_catalog"
    assert said.payload.procedure is None
    assert "dichvucong.gov.vn" in said.payload.text
    assert "1800 1096" in said.payload.text


@pytest.mark.parametrize("need", [Documents, Inform, Fallback])
async def test_what_seems_to_name_one_and_is_near_to_none_of_ours_too(office: Office, need: type[Need]) -> None:
    said = await run(office, need, text="giấy phép xây dựng")
    assert said.payload.outcome == "unanswerable_not_in_catalog"


async def test_one_of_ours_beside_it_is_answered(office: Office) -> None:
    said = await run(office, Documents, entities=[*UNKNOWN, ("procedure", "temporary-residence")])
    assert said.payload.procedure == "temporary-residence"


async def test_out_of_scope_but_official_is_not_held(office: Office) -> None:
    said = await run(office, OutOfScope, text="thủ tục nhận con nuôi cần gì")
    assert said.payload.outcome == "unanswerable_not_in_catalog"
    said = await run(office, OutOfScope, text="mai trời mưa không")
    assert said.payload.outcome == "refused_out_of_scope"


async def test_a_group_that_one_belongs_to_is_told_though_a_procedure_has_that_name(office: Office) -> None:
    text = "tôi thuộc hộ nghèo"
    told = [
        {"entity": "unknown_procedure", "value": "hộ nghèo", "start": 10, "end": 18},
        {"entity": "group", "value": "poor", "start": 10, "end": 18},
    ]
    for slots, held in (({"procedure": "criminal-record-1", "topic": "fee"}, True), ({}, False)):
        tracker = Turn(text=text, slots=slots).tracker()
        tracker.latest_message["entities"] = told
        with office.sessions() as session:
            assert (not_held(read(tracker, office.today()), session, "fee") is None) is held
