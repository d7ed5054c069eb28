"""Days as people say them."""

import unicodedata
from datetime import date
from typing import Literal

import pytest

from procedures.text.days import find_days

TODAY = date(2026, 11, 21)  # a Saturday

CALENDAR = [
    ("hẹn 20/11 á", "20/11", "2026-11-20"), ("từ 1/9", "1/9", "2026-09-01"),
    ("tu 1/7 thay doi gi", "1/7", "2026-07-01"),
    ("nop 27/10/2026", "27/10/2026", "2026-10-27"), ("3-11-2026", "3-11-2026", "2026-11-03"),
    ("20/11", "20/11", "2026-11-20"),
    ("ngày 3 tháng chín", "ngày 3 tháng chín", "2026-09-03"), ("ngay 3 thang 9", "ngay 3 thang 9", "2026-09-03"),
    ("mùng 3 tháng 9", "3 tháng 9", "2026-09-03"), ("ngày 5 tháng giêng", "ngày 5 tháng giêng", "2027-01-05"),
    ("mười lăm tháng ba", "mười lăm tháng ba", "2027-03-15"), ("10 tháng mười hai", "10 tháng mười hai", "2026-12-10"),
    ("ngày 2-9", "2-9", "2026-09-02"), ("trước 31/12", "31/12", "2026-12-31"), ("on Sept 2", "Sept 2", "2026-09-02"),
    ("september 2nd", "september 2nd", "2026-09-02"), ("by 5 January", "5 January", "2027-01-05"),
    ("22 august 1991", "22 august 1991", "1991-08-22"), ("ngafy 3 thasng 9", "ngafy 3 thasng 9", "2026-09-03"),
    ("hẹn 20/11 🙂", "20/11", "2026-11-20"),
]  # fmt: skip
COUNTED = [
    ("hôm qua", "hôm qua", "2026-11-20"), ("hom qua", "hom qua", "2026-11-20"), ("hnay", "hnay", "2026-11-21"),
    ("hôm nay", "hôm nay", "2026-11-21"), ("ngày mai tôi lên", "ngày mai", "2026-11-22"), ("mai", "mai", "2026-11-22"),
    ("từ mai", "mai", "2026-11-22"), ("ngày kia", "ngày kia", "2026-11-23"), ("hôm kia", "hôm kia", "2026-11-19"),
    ("tomorrow", "tomorrow", "2026-11-22"), ("yesterday", "yesterday", "2026-11-20"),
    ("thứ hai tới", "thứ hai tới", "2026-11-23"), ("thu 2 tuan sau", "thu 2 tuan sau", "2026-11-23"),
    ("thứ sáu tuần trước", "thứ sáu tuần trước", "2026-11-13"), ("thứ ba này", "thứ ba này", "2026-11-24"),
    ("next Monday", "next Monday", "2026-11-23"), ("last friday", "last friday", "2026-11-20"),
    ("đầu tháng 12", "đầu tháng 12", "2026-12-01"), ("cuoi thang 11", "cuoi thang 11", "2026-11-30"),
    ("giữa tháng sau", "giữa tháng sau", "2026-12-15"), ("cuối tháng này", "cuối tháng này", "2026-11-30"),
    ("đầu tháng sáu", "đầu tháng sáu", "2026-06-01"),
]  # fmt: skip
NONE = [
    "", "🙂", "1/2 số tiền", "hộ 3/4 người", "trước 30/2", "29/2", "con 2 tháng 3 ngày", "trong 6 tháng 2 lần",
    "một tháng 2 lần", "chị Mai ơi", "con thứ hai", "hẹn thứ hai thì máy hỏng", "Từ tháng 9 đổi mã",
    "h29.15-240702-0012",
    "i may apply", "còn mốt", "3 tháng năm 2026", "ba ngày", "hồ sơ gồm những gì", "nộp 2 bản",
]  # fmt: skip


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "words", "day", "kind"),
    [(*case, "date") for case in CALENDAR] + [(*case, "said_day") for case in COUNTED],
)
def test_a_day_is_read(text: str, words: str, day: str, kind: str, form: Literal["NFC", "NFD"]) -> None:
    typed = unicodedata.normalize(form, text)
    [span] = find_days(typed, TODAY)
    assert (unicodedata.normalize("NFC", typed[span.start : span.end]), span.value, span.kind) == (words, day, kind)


@pytest.mark.parametrize("text", NONE)
def test_no_day_is_read(text: str) -> None:
    assert find_days(text, TODAY) == []


def test_a_leap_day_is_read_where_there_is_one_near() -> None:
    assert [span.value for span in find_days("ngày 29/2", date(2028, 1, 5))] == ["2028-02-29"]


def test_several_days_stand_in_order() -> None:
    assert [span.value for span in find_days("từ 1/7/2025 đến 31/12", TODAY)] == ["2025-07-01", "2026-12-31"]
