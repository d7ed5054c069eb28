"""Personal numbers: what is one, of which kind, and what is none."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures import text

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("cccd 001090012345", "id_card", "001090012345"),
        ("001 090 012 345", "id_card", "001090012345"),
        ("không không một không chín không không một hai ba bốn năm", "id_card", "001090012345"),
        ("sđt không chín một hai, ba bốn năm, sáu bảy tám", "phone", "0912345678"),
        ("sdt khong chin mot hai ba bon nam sau bay tam nhe", "phone", "0912345678"),
        ("call zero nine one two three four five six seven eight", "phone", "0912345678"),
        ("stk một 2 ba 4 năm 6 bảy 8 chín", "account", "123456789"),
        ("chứng minh nhân dân 367.286.000", "id_card", "367286000"),
        ("em gửi 367.286.474 ạ", "id_card", "367286474"),
        ("P19004856", "passport", "P19004856"),
        ("K19380901", "passport", "K19380901"),
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
        ("cccd001090123456", "id_card", "001090123456"),
        ("001090123456nhé", "id_card", "001090123456"),
        ("số_001090123456", "id_card", "001090123456"),
        ("001 - 090 - 123 - 456", "id_card", "001090123456"),
        *((f"001{mark}090{mark}123{mark}456", "id_card", "001090123456") for mark in "/,_—·*:|×+~"),
        ("001 | 090 | 123 | 456", "id_card", "001090123456"),
        ("001090123456 1900.0368", "id_card", "001090123456"),
        ("001090123456 1.000656", "id_card", "001090123456"),
        ("sđt0912345678", "phone", "0912345678"),
        ("0912.345.678ạ", "phone", "0912345678"),
        ("0912/345/678", "phone", "0912345678"),
        ("0912 - 345 - 678", "phone", "0912345678"),
        ("09 12 1990 45", "phone", "0912199045"),
        ("84.912.345.678", "phone", "84912345678"),
        ("quận 1 0912 345 678", "phone", "0912345678"),
        ("0912345678 5/1990", "phone", "0912345678"),
        ("0912 345 678 đồng ý", "phone", "0912345678"),
        ("stk1234567890", "account", "1234567890"),
        ("stk 1.234.567.890", "account", "1234567890"),
        ("stk 20051990", "account", "20051990"),
        ("tk 123456789", "account", "123456789"),
        ("tài khoản VP 12345678", "account", "12345678"),
        ("1" * 25, "account", "1" * 25),
        ("IDVNM0900123456001090012345<<4", "id_card", "IDVNM0900123456001090012345<<4"),
        ("C12345678", "passport", "C12345678"),
        ("AB123456", "passport", "AB123456"),
        ("C-1234567", "passport", "C1234567"),
        ("hộ chiếu C 123 4567", "passport", "C1234567"),
        ("a.b @ gmail.com", "email", "a.b @ gmail.com"),
        ("a.b(at)gmail.com", "email", "a.b(at)gmail.com"),
        ("a.b at gmail.com", "email", "a.b at gmail.com"),
        ("sn 20/05/1990", "birth_date", "1990-05-20"),
        ("ntns: 20/05/1990", "birth_date", "1990-05-20"),
        ("đẻ ngày 20/05/1990", "birth_date", "1990-05-20"),
        ("chào đời 20/05/1990", "birth_date", "1990-05-20"),
        ("20/05/1990 là ngày sinh của em", "birth_date", "1990-05-20"),
        ("born 20 May 1990", "birth_date", "1990-05-20"),
        ("sinh 1990/05/20", "birth_date", "1990-05-20"),
        ("sinh 200590", "birth_date", "1990-05-20"),
        ("sinh ngày 31/02/1990", "birth_date", ""),
    ],
)
def test_a_personal_number_is_found(written: str, kind: str, value: str) -> None:
    assert [(span.kind, span.value) for span in text.find_personal(written)] == [(kind, value)]


@pytest.mark.parametrize(
    "written",
    [
        "một hai ba, hai năm ba tháng, không một ai",
        "vốn 367.286.000",
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
        "H29.15-240702",
        "số tiền 250000000 đồng",
        "vốn điều lệ 1000000000 đồng",
        "123456789 đồng",
        "10 000 000 000 đồng",
        "phí 100000-200000-300000",
        "phí từ 25.300.000 - 30.000.000",
        "năm 2024 2025 2026",
        "8:00-11:30, 13:00-17:00",
        "thông tư 01/2026, 02/2026, 03/2026",
        "1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
        "ngày 01/07/2026",
        "đăng ký khai sinh từ 01/07/2026 mất phí không",
        "H29.15-240702-0012 nộp ngày 02/07/2024",
    ],
)
def test_what_is_no_personal_number_is_left_alone(written: str) -> None:
    assert text.find_personal(written, today=TODAY) == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("20/05/1990", "1990-05-20"),
        ("dạ 20 tháng 5 năm 1990 ạ", "1990-05-20"),
        ("em tên Hoa 20/05/1990", "1990-05-20"),
        ("20 05 90", "1990-05-20"),
        ("200590", "1990-05-20"),
        ("19900520", "1990-05-20"),
        ("May 20 1990", "1990-05-20"),
        ("20 may 1990", "1990-05-20"),
        ("01/07/2026", "2026-07-01"),
        ("30/02/1990", ""),
        ("05/20/1990", ""),
        ("052090", ""),
        ("5/1990", ""),
        ("20/05/0990", ""),
        ("ngày 20 tháng năm 1990", ""),
        ("từ 01/07/2020 lệ phí bao nhiêu", ""),
        ("20/05/1990 thì lệ phí bao nhiêu", ""),
    ],
)
def test_where_a_birth_date_was_asked_for_what_looks_like_one_is_hidden(written: str, value: str) -> None:
    spans = text.find_personal(written, birth_date_asked=True, today=TODAY)
    assert [(span.kind, span.value) for span in spans] == [("birth_date", value)]


@pytest.mark.parametrize(
    "written",
    ["từ 01/07/2026 lệ phí bao nhiêu", "em nộp ngày 02/11/2026 mà", "0012", "240702", "nghị định 10/1999 nói gì"],
)
def test_what_was_not_meant_as_a_birth_date_stays_though_one_was_asked_for(written: str) -> None:
    assert text.find_personal(written, birth_date_asked=True, today=TODAY) == []


NUMBERS = [
    "001090123456", "001 090 123 456", "001.090.123.456", "0912345678", "0912.345.678", "+84 912 345 678",
    "stk 19021234567890", "stk 12345678", "123456789", "C1234567", "DN4010101234567", "a.b@c.vn", "0912 345 678",
]  # fmt: skip
BORN = [
    "20/05/1990",
    "01-05-1990",
    "01 05 1990",
    "20-5-1990",
    "20.05.1990",
    "20 5 1990",
    "1990-05-20",
    "20/05/90",
    "20 tháng 5 năm 1990",
]
CODES = ["H29.15-240702-0012", "1.000656"]


@given(
    st.sampled_from(NUMBERS),
    st.sampled_from([*NUMBERS, *BORN, *CODES]),
    st.sampled_from([" ", "-", ", ", " ("]),
    st.booleans(),
)
def test_numbers_side_by_side_are_all_hidden(one: str, other: str, joint: str, turned: bool) -> None:
    first, second = (other, one) if turned else (one, other)
    written = first + joint + second
    spans = text.find_personal(written, today=TODAY)
    shown = text.replace(written, spans, ["…"] * len(spans))
    if other in CODES:
        assert other in shown
        shown = shown.replace(other, "")
    assert not any(char.isdigit() for char in shown) and "@" not in shown
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "piece",
    ["1", " ", "0 ", "1-", "a", "a.", "a@", "<", "a<", "20/05/1990 ", "stk 12345678 ", "C 1 2 ", "H29.15 ", "1.000 "],
)
def test_long_texts_are_read_in_reasonable_time(piece: str) -> None:
    # Without a clock: a pattern that goes astray here takes minutes.
    written = piece * (10_000 // len(piece))
    assert all(span.end <= len(written) for span in text.find_personal(written, birth_date_asked=True))
    assert text.find_application_codes(written) == []


def test_a_date_counts_as_birth_date_where_one_was_asked_for() -> None:
    assert [span.kind for span in text.find_personal("20/05/1990", birth_date_asked=True)] == ["birth_date"]
    assert text.find_personal("20/05/1990") == []


def test_personal_numbers_are_replaced_in_place() -> None:
    written = "tôi 001090012345, sđt 0912345678"
    spans = text.find_personal(written)
    assert text.replace(written, spans, ["A", "B"]) == "tôi A, sđt B"
