"""Several dossiers in one answer."""

from datetime import date

import pytest

from actions.agencies.dossier import Dossier
from actions.status_due import Due
from actions.status_list import Looked, listed
from actions.status_shown import Beside
from actions.talk import read
from procedures.payload import Payload
from procedures.working_days import Count
from tests.actions.bench import Turn

DAY = date(2026, 11, 21)
CODES = ("H29.15-240702-0012", "H26.7-261116-104")


def _listed(beside: Beside, lang: str = "vi", *, sample: bool = False) -> Payload:
    dossiers = [
        Dossier(
            code,
            4,
            "Đang xử lý",
            note=None,
            agency=None,
            procedure_code=None,
            received_on=None,
            due_on=None,
            updated_at=None,
            sample=sample,
        )
        for code in CODES
    ]
    found = [Looked(dossier, beside, "Đăng ký tạm trú") for dossier in dossiers]
    return listed(read(Turn(lang=lang).tracker(), DAY), found, followed=True)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_each_has_a_line_with_its_procedure_and_what_to_do(lang: str) -> None:
    payload = _listed(Beside(), lang)
    lines = [line for line in payload.text.splitlines() if line.startswith("• ")]
    assert [code in line and "(Đăng ký tạm trú)" in line for code, line in zip(CODES, lines, strict=True)] == [True] * 2
    rows = payload.blocks[0].rows
    assert [row["code"] for row in rows] == list(CODES)
    assert all(row["next_step"] in line for row, line in zip(rows, lines, strict=True))


def test_a_late_one_is_said_to_be_late_and_where_to_ask() -> None:
    payload = _listed(Beside(due=Due(date(2026, 11, 10), None, Count(8, True), over=True)))
    assert "Đã quá ngày hẹn 8 ngày làm việc" in payload.text
    assert "chờ đến ngày hẹn" not in payload.text


def test_what_is_new_of_each_stands_in_the_card_too() -> None:
    payload = _listed(Beside(news=["Có thay đổi."]))
    assert [row["text"] for row in payload.blocks[0].rows] == [f"{code}: Có thay đổi." for code in CODES]


def test_a_button_for_each_says_its_code() -> None:
    titles = [button.title for button in _listed(Beside()).buttons]
    assert titles == [*(f"Hồ sơ {code}" for code in CODES), "Tra cứu hồ sơ khác", "Bỏ theo dõi", "Gặp cán bộ"]


def test_sample_data_is_said_to_be_sample_data() -> None:
    assert "dữ liệu mẫu" in _listed(Beside(), sample=True).text
    assert not _listed(Beside()).sample
