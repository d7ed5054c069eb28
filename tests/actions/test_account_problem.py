"""Trouble with an account."""

import pytest

from actions.account_problem import AccountProblem
from actions.account_told import error_code
from actions.inform import Inform
from actions.marks import phrase
from actions.office import Office
from tests.actions.bench import run


async def test_the_problem_told_is_answered_alone_whatever_the_talk_was_about(office: Office) -> None:
    said = await run(office, AccountProblem, text="nhập sai mật khẩu rồi", slots={"procedure": "temporary-residence"})
    assert said.payload.procedure == "vneid-app-problem"
    assert "Quên mật khẩu → Bấm «Quên mật khẩu»" in said.payload.text
    assert "SIM" not in said.payload.text
    assert said.slots["topic"] == "account_problem"


async def test_the_answer_warns_and_names_whom_to_call_and_what_it_rests_on(office: Office) -> None:
    payload = (await run(office, AccountProblem, text="sai mật khẩu")).payload
    assert "đừng đưa mã OTP, mật khẩu, passcode cho ai" in payload.text
    assert [row["phone"] for block in payload.blocks if block.type == "contacts" for row in block.rows] == ["1900.0368"]
    assert payload.checked_on
    assert payload.buttons[0].topic == "account_problem"


async def test_two_problems_told_are_both_answered(office: Office) -> None:
    text = (await run(office, AccountProblem, text="sim cũ bỏ rồi, nhập sai mật khẩu nữa")).payload.text
    assert "Làm lại SIM" in text
    assert "Bấm «Quên mật khẩu»" in text


async def test_which_problem_is_asked_back_where_the_words_fit_several(office: Office) -> None:
    payload = (await run(office, AccountProblem, text="nó đòi mã cũ")).payload
    assert payload.outcome == "asked_back"
    assert [(button.title, button.topic) for button in payload.buttons] == [("Mất SIM", None), ("Mất máy", None)]
    chosen = await run(office, AccountProblem, text="Mất máy")
    assert "Khóa ngay" in chosen.payload.text


@pytest.mark.parametrize("text", ["app lỗi hoài", '/account_problem{"procedure": "vneid-app-problem"}'])
async def test_without_a_problem_told_all_known_ones_are_answered(office: Office, text: str) -> None:
    payload = (await run(office, AccountProblem, text=text)).payload
    assert payload.procedure == "vneid-app-problem"
    assert all(words in payload.text for words in ("Quên mật khẩu", "Mất SIM", "Mất máy"))


async def test_a_procedure_named_is_answered_itself(office: Office) -> None:
    said = await run(office, AccountProblem, text="sai mật khẩu", entities=[("procedure", "temporary-residence")])
    assert said.payload.procedure == "temporary-residence"


@pytest.mark.parametrize(
    ("text", "code", "first"),
    [
        ("vneid báo mã lỗi 4003 là sao", "4003", "1900.0368"),
        ("no hien ma loi AUTH-102 la gi", "AUTH 102", "1900.0368"),
        ("báo lỗi 500 khi nộp trên cổng dịch vụ công", "500", "1800 1096"),
    ],
)
async def test_an_error_code_is_never_explained_by_guessing(office: Office, text: str, code: str, first: str) -> None:
    payload = (await run(office, AccountProblem, text=text)).payload
    assert payload.outcome == "unanswerable_not_in_catalog"
    assert f"«{code}»" in payload.text
    assert "không đoán" in payload.text
    assert payload.blocks[0].rows[0]["phone"] == first


@pytest.mark.parametrize("text", ["nhap captcha hoai sai", "thanh toán bị trừ tiền mà báo thất bại", "payment failed"])
async def test_trouble_of_the_portal_is_not_answered_with_that_of_the_account(office: Office, text: str) -> None:
    payload = (await run(office, AccountProblem, text=text)).payload
    assert payload.outcome == "unanswerable_not_in_catalog"
    assert "1800 1096" in payload.text
    assert payload.procedure is None


@pytest.mark.parametrize("text", ["lỗi rồi", "báo lỗi", "nhập sai 5 lần", "mất 2 ngày"])
def test_numbers_that_are_no_error_codes_are_none(text: str) -> None:
    assert error_code(phrase(text)) is None


async def test_the_next_problem_told_in_passing_is_answered_alone_too(office: Office) -> None:
    slots = {"procedure": "vneid-app-problem", "topic": "account_problem"}
    said = await run(office, Inform, text="em bỏ sim cũ rồi", slots=slots)
    assert "Làm lại SIM" in said.payload.text
    assert "Bấm" not in said.payload.text


async def test_vneid_alone_names_no_procedure_to_choose(office: Office) -> None:
    family = [("procedure", "vneid")]
    told = await run(office, AccountProblem, text="vneid báo sai mật khẩu", entities=family)
    assert "Bấm «Quên mật khẩu»" in told.payload.text
    assert (await run(office, AccountProblem, text="vneid lỗi", entities=family)).payload.kind == "answer"
