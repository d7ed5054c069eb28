"""Values as the portal writes them: read for what they say, or not at all."""

from datetime import date

import pytest

from procedures.exchange.portal import values


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("05 ngày làm việc", {"value": 5, "unit": "working_days"}),
        ("5 Ngày làm việc.", {"value": 5, "unit": "working_days"}),
        ("1 Ngày", {"value": 1, "unit": "days"}),
        ("24 giờ", {"value": 24, "unit": "hours"}),
        ("8 giờ làm việc", {"value": 8, "unit": "working_hours"}),
        ("Không quá 07 ngày", {"value": 7, "unit": "days"}),
        ("ngay trong ngày", {"unit": "at_once"}),
        ("Trong ngày làm việc", {"unit": "at_once"}),
        ("5 đến 7 ngày", None),
        ("1/2 ngày", None),
        ("0 ngày", None),
        ("03 ngày; xác minh 08 ngày", None),
        ("01 tháng", None),
        ("theo quy định", None),
    ],
)
def test_a_time_limit_is_read_whole_or_not_at_all(text: str, read: dict[str, object] | None) -> None:
    assert values.duration(text) == read


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("100.000 Đồng", 100_000),
        ("Phí : 100.000 Đồng", 100_000),
        ("Lệ phí cấp bản giấy: 8,000 đồng/bản", 8_000),
        ("50000 đ", 50_000),
        ("20.000 Đồng (Nộp trực tuyến 10.000 đồng)", 20_000),
        ("Không", 0),
        ("Không thu phí", 0),
        ("Miễn phí", 0),
    ],
)
def test_a_fee_is_an_amount_or_said_to_be_none(text: str, amount: int) -> None:
    assert values.fee(text) == {"amount": amount}


@pytest.mark.parametrize(
    "text", ["", "0 Đồng", "Phí: 0 đồng", "Theo quy định", "10 USD", "2% giá trị", "10-20.000 đồng"]
)
def test_no_other_fee_is_read_and_zero_is_not_free(text: str) -> None:
    assert values.fee(text) is None


@pytest.mark.parametrize(
    ("quantity", "originals", "copies", "read"),
    [
        ("Bản chính: 1 Bản sao: 0", "", "", {"copies": 1, "kind": "original"}),
        ("Bản chính: 0\nBản sao: 2", "", "", {"copies": 2, "kind": "copy"}),
        ("", "1", "0", {"copies": 1, "kind": "original"}),
        ("", "", "3", {"copies": 3, "kind": "copy"}),
        ("", "", "", {}),
        ("Bản chính: 0 Bản sao: 0", "", "", {}),
        ("Bản chính: 1 Bản sao: 1", "", "", None),
        ("01 bộ", "", "", None),
        ("", "một", "", None),
    ],
)
def test_originals_and_copies_are_counted(
    quantity: str, originals: str, copies: str, read: dict[str, object] | None
) -> None:
    assert values.copies(quantity, originals, copies) == read


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24/04/2025", date(2025, 4, 24)),
        ("24-04-2025", date(2025, 4, 24)),
        ("2025-04-24", date(2025, 4, 24)),
        ("ngày 24 tháng 4 năm 2025", date(2025, 4, 24)),
        ("31/02/2025", None),
        ("04/2025", None),
        ("24/04/2025 và 25/04/2025", None),
    ],
)
def test_a_day_is_a_real_one(text: str, day: date | None) -> None:
    assert values.day(text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.004222", "1.004222"),
        (" 1.004222.000.00.00.H29 ", "1.004222"),
        ("4.004222", None),
        ("1.00422", None),
        ("1004222", None),
        ("", None),
    ],
)
def test_a_code_is_a_national_one(text: str, code: str | None) -> None:
    assert values.code(text) == code


@pytest.mark.parametrize(("text", "level"), [("Cấp Xã/Phường", "commune"), ("Cấp Bộ", "ministry"), ("Cấp Huyện", None)])
def test_a_level_is_one_of_today(text: str, level: str | None) -> None:
    assert values.level(text) == level
