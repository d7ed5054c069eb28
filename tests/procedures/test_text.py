"""Cleaning, folding, codes, dates and personal numbers."""

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
    ],
)
def test_a_dossier_code_is_found_in_every_form(written: str, code: str) -> None:
    assert [span.value for span in text.find_application_codes(written)] == [code]


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
    ["20/05/1990", "20-5-1990", "20.05.1990", "20 5 1990", "ngày 20 tháng 5 năm 1990", "20051990", "1990-05-20"],
)
def test_a_date_is_read_day_first(written: str) -> None:
    assert [span.value for span in text.find_dates(written)] == ["1990-05-20"]


@pytest.mark.parametrize("written", ["32/01/1990", "20/13/1990", "1/1", "30/02/2000"])
def test_what_is_no_date_is_none(written: str) -> None:
    assert text.find_dates(written) == []


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("cccd 001090012345", "id_card", "001090012345"),
        ("001 090 012 345", "id_card", "001090012345"),
        ("001.090.012.345", "id_card", "001090012345"),
        ("cmnd cũ 123456789", "id_card", "123456789"),
        ("sdt 0912345678", "phone", "0912345678"),
        ("0912.345.678", "phone", "0912345678"),
        ("+84 912 345 678", "phone", "+84912345678"),
        ("stk 12345678", "account", "12345678"),
        ("10203040506070", "account", "10203040506070"),
        ("hộ chiếu C1234567", "passport", "C1234567"),
        ("DN4010101234567", "health_card", "DN4010101234567"),
        ("mã bhxh 7912345678", "health_card", "7912345678"),
        ("thư toi.la@example.com", "email", "toi.la@example.com"),
        ("sinh ngày 20/05/1990", "birth_date", "1990-05-20"),
        ("H29.15-240702-0012 20/05/1990", "birth_date", "1990-05-20"),
        ("sinh 20/5/90", "birth_date", "1990-05-20"),
        ("sinh ngày 1.2.05", "birth_date", "2005-02-01"),
    ],
)
def test_a_personal_number_is_found(written: str, kind: str, value: str) -> None:
    assert [(span.kind, span.value) for span in text.find_personal(written)] == [(kind, value)]


@pytest.mark.parametrize(
    "written",
    [
        "H29.15-240702-0012",
        "000.00.15.H29-240702-0012",
        "1.004222",
        "1.000656.000.00.00.H29",
        "phí 25.300.000 đồng",
        "gọi 1900 9068",
        "gọi 18001096",
        "từ 01/07/2026",
        "Nghị định 58/2026",
        "[id_card:0a1b2c3d4e]",
        "240702-0012",
    ],
)
def test_what_is_no_personal_number_is_left_alone(written: str) -> None:
    assert text.find_personal(written) == []


def test_a_date_counts_as_birth_date_where_one_was_asked_for() -> None:
    assert [span.kind for span in text.find_personal("20/05/1990", birth_date_asked=True)] == ["birth_date"]
    assert text.find_personal("20/05/1990") == []


def test_personal_numbers_are_replaced_in_place() -> None:
    written = "tôi 001090012345, sđt 0912345678"
    spans = text.find_personal(written)
    assert text.replace(written, spans, ["A", "B"]) == "tôi A, sđt B"
