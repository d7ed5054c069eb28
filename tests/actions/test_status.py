"""A dossier's status, asked of the mock agencies."""

import asyncio
from dataclasses import replace
from typing import Any
from unittest.mock import AsyncMock

import pytest
from structlog.testing import capture_logs

from actions.agencies.mock.samples import read_samples
from actions.agencies.mock.settings import Mode
from actions.agencies.portal import Portal
from actions.office import Office
from actions.status import Status
from tests.actions.bench import Clock, Said, run
from tests.actions.conftest import Mock, Vault

CODE, BORN = "H29.15-240702-0012", "1990-05-20"
SAMPLES = {**read_samples().portal, **read_samples().criminal_record}


async def _ask(office: Office, vault: Vault, code: str = CODE, born: str = BORN, **turn: Any) -> Said:
    ref = vault.put(born, turn.get("conversation", "c0ffee"))
    return await run(office, Status, slots={"application_code": code, "birth_date": ref}, **turn)


@pytest.mark.parametrize("code", SAMPLES)
async def test_every_sample_in_every_form_of_a_code_is_shown(connected: Office, vault: Vault, code: str) -> None:
    said = await _ask(connected, vault, code, str(SAMPLES[code].birth_date))
    assert (said.payload.kind, said.payload.outcome) == ("status", "status_shown")
    row = said.payload.blocks[0].rows[0]
    assert (row["code"], row["status"]) == (code, SAMPLES[code].answer["status"])
    assert said.payload.sample


async def test_code_and_date_are_forgotten_once_shown_and_the_procedure_is_remembered(
    connected: Office, vault: Vault
) -> None:
    said = await _ask(connected, vault, "H29.15.4-261118-0031", "1985-11-02")
    assert (said.slots["application_code"], said.slots["birth_date"]) == (None, None)
    assert said.slots["procedure"] == said.payload.procedure == "temporary-residence"


async def test_an_unknown_code_and_a_wrong_date_get_the_same_answer(connected: Office, vault: Vault) -> None:
    unknown = await _ask(connected, vault, "H29.15-240702-9999")
    wrong = await _ask(connected, vault, born="1990-05-21")
    assert unknown.payload == wrong.payload
    assert unknown.slots == wrong.slots
    assert unknown.payload.outcome == "unanswerable_no_match"
    assert unknown.payload.procedure is None


async def test_five_wrong_tries_lock_even_the_right_date_for_fifteen_minutes(
    connected: Office, vault: Vault, clock: Clock
) -> None:
    for _ in range(5):
        assert (await _ask(connected, vault, born="2001-01-01")).payload.outcome == "unanswerable_no_match"
    locked = await _ask(connected, vault)
    assert locked.payload.outcome == "refused_unsafe"
    assert "12:15 21/11/2026" in locked.payload.text
    assert (await _ask(connected, vault, conversation="another")).payload.outcome == "refused_unsafe"
    clock.forward(minutes=15)
    assert (await _ask(connected, vault)).payload.outcome == "status_shown"


async def test_with_five_look_ups_in_flight_a_sixth_citizen_is_asked_to_wait_and_blamed_for_nothing(
    connected: Office, vault: Vault, mock: Mock
) -> None:
    mock.switch("portal", "slow")
    said = await asyncio.gather(*(_ask(connected, vault, conversation=f"c{number}") for number in range(6)))
    outcomes = sorted(each.payload.outcome for each in said)
    assert outcomes == ["error_agency_unreachable"] * 5 + ["refused_unsafe"]
    waits = next(each for each in said if each.payload.outcome == "refused_unsafe")
    assert "đang bận" in waits.payload.text
    assert "sai" not in waits.payload.text
    assert "application_code" not in waits.slots
    mock.switch("portal", "ok")
    assert (await _ask(connected, vault, conversation="c5")).payload.outcome == "status_shown"


async def test_a_look_up_that_is_stopped_or_faulty_leaves_nothing_in_flight(
    connected: Office, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stop in (asyncio.CancelledError, ZeroDivisionError) * 3:
        with monkeypatch.context() as patch:
            patch.setattr(Portal, "dossier", AsyncMock(side_effect=stop))
            with pytest.raises(stop):
                await _ask(connected, vault)
    assert (await _ask(connected, vault)).payload.outcome == "status_shown"


async def test_right_dates_never_lock(connected: Office, vault: Vault) -> None:
    for _ in range(7):
        assert (await _ask(connected, vault)).payload.outcome == "status_shown"


async def test_twenty_wrong_tries_of_many_people_lock_the_dossier(connected: Office, vault: Vault) -> None:
    for number in range(20):
        await _ask(connected, vault, born="2001-01-01", conversation=f"c{number}", address=f"a{number}")
    said = await _ask(connected, vault, conversation="owner", address="owner")
    assert said.payload.outcome == "refused_unsafe"
    assert "00:00 22/11/2026" in said.payload.text


@pytest.mark.parametrize(
    ("mode", "outcome"),
    [("down", "error_agency_unreachable"), ("slow", "error_agency_unreachable"), ("broken", "error_agency_answer")],
)
async def test_an_agency_out_of_order_is_said_so_with_what_to_do_and_logged_once(
    connected: Office, vault: Vault, mock: Mock, mode: Mode, outcome: str
) -> None:
    mock.switch("portal", mode)
    with capture_logs() as logs:
        said = await _ask(connected, vault)
    assert said.payload.outcome == outcome
    for words in ("dichvucong.gov.vn", "VNeID", "1800 1096"):
        assert words in said.payload.text
    ours = [line for line in logs if line["event"] == "agency_failed"]
    assert [(line["agency"], line["log_level"]) for line in ours] == [("portal", "warning")]
    for personal in (CODE, BORN, "20/05/1990"):
        assert personal not in str(logs)


async def test_an_agency_out_of_order_costs_no_try_and_the_next_one_needs_no_typing(
    connected: Office, vault: Vault, mock: Mock
) -> None:
    mock.switch("portal", "broken")
    for _ in range(6):
        said = await _ask(connected, vault)
        assert said.payload.outcome == "error_agency_answer"
        assert "application_code" not in said.slots
    mock.switch("portal", "ok")
    assert (await _ask(connected, vault)).payload.outcome == "status_shown"


async def test_codes_of_the_ministry_are_asked_of_its_own_service(connected: Office, vault: Vault, mock: Mock) -> None:
    mock.switch("portal", "down")
    said = await _ask(connected, vault, "G01.899-261103-00021", "1991-10-10")
    assert said.payload.outcome == "status_shown"
    assert said.payload.procedure == "criminal-record"


async def test_without_an_agency_the_way_to_look_it_up_oneself_is_told(office: Office) -> None:
    said = await run(office, Status, slots={"application_code": CODE})
    assert (said.payload.kind, said.payload.outcome) == ("answer", "answered")
    for words in ("Dịch vụ công của tôi", "Lịch sử yêu cầu", "giấy hẹn"):
        assert words in said.payload.text


async def test_a_code_whose_agency_is_not_connected_is_told_the_same(connected: Office, vault: Vault) -> None:
    only_ministry = replace(connected, agencies=replace(connected.agencies, portal=None))
    assert (await _ask(only_ministry, vault)).payload.outcome == "answered"


@pytest.mark.parametrize(
    "slots", [{}, {"application_code": CODE}, {"application_code": CODE, "birth_date": "0123456789"}], ids=len
)
async def test_what_is_missing_or_gone_is_asked_for_by_the_form(connected: Office, slots: dict[str, str]) -> None:
    said = await run(connected, Status, slots=slots)
    assert said.payloads == []
    assert said.slots == {"birth_date": None}
    assert [event["name"] for event in said.events] == ["status_form"]


async def test_the_reply_shows_no_more_of_a_person_than_the_code(connected: Office, vault: Vault) -> None:
    said = await _ask(connected, vault)
    for personal in (BORN, "20/05/1990", "1990"):
        assert personal not in said.payload.model_dump_json()
