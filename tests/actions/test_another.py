"""Seeing that a message names a procedure that is not ours."""

from typing import Any

import pytest

from actions.another import unknown_names
from actions.documents import Documents
from actions.fee import Fee
from actions.inform import Inform
from actions.need import Need
from actions.office import Office
from tests.actions.bench import Said, run

CURRENT = {"procedure": "criminal-record", "topic": "fee"}


async def _said(office: Office, text: str, need: type[Need] = Documents, **turn: Any) -> Said:
    return await run(office, need, text=text, **{"slots": CURRENT, **turn})


@pytest.mark.parametrize(
    "text",
    [
        "giấy phép xây dựng cần giấy tờ gì", "giay phep xay dung can giay to gi", "thủ tục ly hôn cần giấy tờ gì",
        "đăng ký kinh doanh thì giấy tờ gì", "thủ tục đăng ký tàu cá", "giấy chứng nhận hộ nghèo cần gì",
        "cấp sổ đỏ", "thủ tục nuôi con nuôi", "giấy phép môi trường hết bao nhiêu",
    ],
)  # fmt: skip
async def test_another_procedure_is_not_answered_with_the_one_talked_about(office: Office, text: str) -> None:
    said = await _said(office, text)
    assert (said.payload.kind, said.payload.outcome) == ("choices", "asked_back")
    assert "Cấp Phiếu lý lịch tư pháp" in said.payload.text
    assert [(b.procedure, b.topic) for b in said.payload.buttons] == [
        ("criminal-record", "documents"), (None, "restart"), (None, "human"),
    ]  # fmt: skip
    assert (said.slots["topic"], said.slots["candidates"]) == ("documents", ["criminal-record"])
    assert "procedure" not in said.slots


@pytest.mark.parametrize(
    "text",
    [
        "thủ tục này mất mấy ngày", "đăng ký ở đâu", "giấy tờ cần gì", "nộp đăng ký online được không", "hết bao nhiêu",
        "cấp lại thì sao", "cấp cho con 5 tuổi", "cap xa hay cap tinh", "đăng ký giúp vợ được không", "cấp mới",
        "thủ tục có khó không", "đăng ký trễ có bị phạt không", "giấy phép này có thời hạn không", "cấp bản giấy",
        "đăng ký", "thủ tục", "thủ tục hành chính gồm gì", "cập nhật hoài không nổi", "thủ tục cấp phiếu lý lịch",
        "đăng ký tài khoản", "cấp gấp được không ạ", '/documents{"x": "giấy phép xây dựng"}',
        "cấp [id_card:0123456789] xây dựng",
    ],
)  # fmt: skip
async def test_an_ordinary_further_question_is_answered(office: Office, text: str) -> None:
    said = await _said(office, text)
    assert (said.payload.procedure, said.payload.outcome) == ("criminal-record", "answered")


async def test_what_the_procedure_itself_speaks_of_is_none_other(office: Office) -> None:
    said = await _said(office, "thủ tục tạm trú giấy tờ gì", slots={"procedure": "temporary-residence"})
    assert said.payload.outcome == "answered"


async def test_a_procedure_of_ours_beside_it_is_answered(office: Office) -> None:
    said = await _said(office, "giấy phép xây dựng", Fee, entities=[("procedure", "temporary-residence")])
    assert said.payload.procedure == "temporary-residence"


async def test_a_name_alone_is_asked_back_too(office: Office) -> None:
    said = await _said(office, "giấy phép xây dựng", Inform)
    assert (said.payload.outcome, said.payload.topic) == ("asked_back", "fee")


async def test_a_current_procedure_that_is_gone_is_not_offered(office: Office) -> None:
    said = await _said(office, "giấy phép xây dựng", slots={"procedure": "gone"})
    assert said.payload.outcome == "unanswerable_not_in_catalog"


def test_of_two_introductions_only_what_follows_the_second_is_a_name() -> None:
    assert unknown_names("thủ tục đăng ký tàu cá") == ["tau ca"]
