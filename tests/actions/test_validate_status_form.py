"""Reading a code and a birth date out of what people write."""

from typing import Any

import pytest

from actions.office import Office
from actions.validate_status_form import ValidateStatusForm
from tests.actions.bench import Clock, Said, run
from tests.actions.conftest import Vault
from tests.actions.following import follow

CODE = "H29.15-240702-0012"


async def _said(office: Office, text: str, **turn: Any) -> Said:
    return await run(office, ValidateStatusForm, text=text, form="status_form", **turn)


async def test_a_whole_code_fills_its_slot_and_ends_what_was_begun(connected: Office) -> None:
    said = await _said(connected, CODE, entities=[("application_code", CODE)], slots={"code_begun": "H29.15"})
    assert said.slots == {"application_code": CODE, "code_begun": None}


async def test_the_beginning_of_a_code_is_kept(connected: Office) -> None:
    said = await _said(connected, "H29.15-240702", entities=[("code_begun", "H29.15-240702")])
    assert said.slots == {"code_begun": "H29.15-240702"}


@pytest.mark.parametrize(
    ("begun", "rest", "code"),
    [
        ("H29.15-240702", "0012", CODE),
        ("H29.15", "240702-0012", CODE),
        ("H29.15", "240702 0012", CODE),
        ("H29.15-240702", "-0012", CODE),
        ("000.00.15.H29", "240702-0012", "000.00.15.H29-240702-0012"),
        ("G01.899-261103", "00021", "G01.899-261103-00021"),
    ],
)
async def test_the_rest_of_a_code_completes_it(connected: Office, begun: str, rest: str, code: str) -> None:
    said = await _said(connected, rest, slots={"code_begun": begun})
    assert said.slots == {"application_code": code, "code_begun": None}


async def test_a_code_may_come_in_three_messages(connected: Office) -> None:
    said = await _said(connected, "240702", slots={"code_begun": "H29.15"})
    assert said.slots == {"code_begun": "H29.15-240702"}


async def test_a_birth_date_in_the_vault_fills_its_slot(connected: Office, vault: Vault) -> None:
    ref = vault.put("1990-05-20")
    said = await _said(connected, f"[birth_date:{ref}]", entities=[("birth_date", ref)])
    assert said.slots == {"birth_date": ref}


async def test_code_and_date_in_one_message_fill_both(connected: Office, vault: Vault) -> None:
    ref = vault.put("1990-05-20")
    said = await _said(connected, "…", entities=[("application_code", CODE), ("birth_date", ref)])
    assert said.slots == {"application_code": CODE, "code_begun": None, "birth_date": ref}


async def test_a_date_that_the_vault_no_longer_holds_is_asked_again(connected: Office) -> None:
    given = await _said(connected, "…", entities=[("birth_date", "0123456789")])
    held = await _said(connected, "…", slots={"birth_date": "0123456789"})
    assert given.slots == held.slots == {"birth_date": None}


@pytest.mark.parametrize("held", ["", "nonsense", "31/02/1990", "1990-02-31", "2026-11-22", "1899-12-31"])
async def test_a_date_that_is_nobodys_day_of_birth_is_asked_again(connected: Office, vault: Vault, held: str) -> None:
    ref = vault.put(held)
    entities = [("birth_date", ref)]
    said = await _said(connected, f"[birth_date:{ref}]", entities=entities, slots={"requested_slot": "birth_date"})
    assert said.slots == {"birth_date": None}


async def test_another_question_fills_nothing_so_that_rasa_answers_it(connected: Office) -> None:
    said = await _said(connected, "hết bao nhiêu tiền", intent="fee", slots={"requested_slot": "birth_date"})
    assert (said.slots, said.events) == ({}, [])


@pytest.mark.parametrize("asked", ["birth_date", "application_code"])
async def test_an_unreadable_answer_is_asked_again(connected: Office, asked: str) -> None:
    said = await _said(connected, "20/5/90 hay 1990", slots={"requested_slot": asked})
    assert said.slots == {asked: None}


async def test_a_reference_is_no_answer(connected: Office) -> None:
    said = await _said(connected, "[id_card:0123456789]", slots={"requested_slot": "birth_date"})
    assert said.slots == {}


async def test_where_no_agency_is_connected_the_form_ends_before_it_asks(office: Office) -> None:
    said = await _said(office, "tra cứu hồ sơ")
    assert said.slots == {"requested_slot": None}


async def test_several_codes_are_kept_side_by_side_and_no_more_than_three(connected: Office) -> None:
    codes = [f"H29.15-240702-001{number}" for number in range(5)]
    said = await _said(connected, "…", entities=[("application_code", code) for code in codes])
    assert said.slots["application_code"].split() == codes[:3]


async def test_a_question_about_a_followed_dossier_ends_the_form_before_it_asks(
    connected: Office, vault: Vault, clock: Clock
) -> None:
    await follow(connected, vault, clock, CODE)
    assert (await _said(connected, "hồ sơ em sao rồi", intent="status")).slots == {"requested_slot": None}
    assert (await _said(connected, "tra hồ sơ khác", intent="status")).slots == {}


@pytest.mark.parametrize("text", ["bỏ theo dõi", "quên mã hồ sơ rồi", "đang xử lý nghĩa là gì"])
async def test_what_needs_no_code_ends_the_form_before_it_asks(connected: Office, text: str) -> None:
    assert (await _said(connected, text, intent="status")).slots == {"requested_slot": None}
