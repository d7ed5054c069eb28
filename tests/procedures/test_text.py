"""Cleaning, folding, codes and dates."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures import text


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("  xin   chào  ", "xin chào"),
        ("a\u200bb\u200f\u202ec", "abc"),
        (unicodedata.normalize("NFD", "Lý lịch"), "Lý lịch"),
        ("０９１２", "0912"),
        ("0\ufe0f\u20e39\ufe0f\u20e3", "09"),
        ("⓪⑨①²₃", "09123"),
        ("½ ngày", "½ ngày"),
        ("dòng\nmới\tđây", "dòng mới đây"),
        ("", ""),
    ],
)
def test_clean(written: str, cleaned: str) -> None:
    assert text.clean(written) == cleaned


@pytest.mark.parametrize(
    ("written", "folded"), [("Đăng Ký  Thường Trú", "dang ky thuong tru"), ("hoà", "hoa"), ("ĐỔI", "doi"), ("", "")]
)
def test_fold(written: str, folded: str) -> None:
    assert text.fold(written) == folded


@given(st.text(max_size=200))
def test_tokens_stand_where_they_say(written: str) -> None:
    spans = text.tokens(written)
    assert all(span.value == text.fold(written[span.start : span.end]) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(written: str) -> None:
    assert text.clean(text.clean(written)) == text.clean(written)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("H29.15-240702-0012", "H29.15-240702-0012"),
        ("h29.15-240702-0012", "H29.15-240702-0012"),
        ("mã hs là h29.15 - 240702 - 0012 ạ", "H29.15-240702-0012"),
        ("H29.15 240702 0012", "H29.15-240702-0012"),
        ("H29.15.4-240702-0012", "H29.15.4-240702-0012"),
        ("000.00.15.H29-240702-0012", "000.00.15.H29-240702-0012"),
        ("G01.899-250101-00012", "G01.899-250101-00012"),
        ("G15-250101-0012", "G15-250101-0012"),
        ("h56 04 260827 0119", "H56.04-260827-0119"),
        ("H29.15.240702.0012", "H29.15-240702-0012"),
        ("H29.15/240702/0012", "H29.15-240702-0012"),
        ("H29.15−240702−0012", "H29.15-240702-0012"),
        ("H29,15-240702-0012", "H29.15-240702-0012"),
        ("mãH29.15-240702-0012", "H29.15-240702-0012"),
        ("h29.15-2407020012", "H29.15-240702-0012"),
    ],
)
def test_a_dossier_code_is_found_in_every_form(written: str, code: str) -> None:
    assert [span.value for span in text.find_application_codes(written)] == [code]


@pytest.mark.parametrize("written", ["H29 0912345678", "H29 001090 012345", "H29 001090123456", "H29-0912345678"])
def test_an_office_before_another_number_makes_no_code(written: str) -> None:
    assert text.find_application_codes(written) == []


@pytest.mark.parametrize(
    ("begun", "rest"), [("h29.15", "240702-0012"), ("mã H29.15-240702", "0012"), ("h29.15-240702-", "-0012")]
)
def test_a_code_in_two_messages_is_put_together(begun: str, rest: str) -> None:
    start = text.find_partial_code(begun)
    assert start is not None
    assert text.join_code(start, rest) == "H29.15-240702-0012"


@pytest.mark.parametrize("rest", ["bao nhiêu tiền", "20/05/1990", "", "12"])
def test_what_is_no_rest_of_a_code_completes_none(rest: str) -> None:
    assert text.join_code("H29.15-240702", rest) is None


def test_of_a_long_procedure_code_only_the_procedure_counts() -> None:
    assert [s.value for s in text.find_procedure_codes("1.000656.000.00.00.H29 và 1.004222")] == [
        "1.000656",
        "1.004222",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "20/05/1990",
        "20-5-1990",
        "20.05.1990",
        "20 5 1990",
        "ngày 20 tháng 5 năm 1990",
        "20051990",
        "1990-05-20",
        "1990/5/20",
        "19900520",
        "20 may 1990",
        "May 20, 1990",
        "20th of May 1990",
        "ngày 20 tháng năm năm 1990",
    ],
)
def test_a_date_is_read_day_first(written: str) -> None:
    assert [span.value for span in text.find_dates(written)] == ["1990-05-20"]


@pytest.mark.parametrize(
    "written", ["32/01/1990", "20/13/1990", "1/1", "30/02/2000", "09 12 1990 45", "ngày 20 tháng năm 1990"]
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert text.find_dates(written) == []
