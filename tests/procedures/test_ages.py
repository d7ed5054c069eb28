"""How old somebody is."""

import unicodedata
from typing import Literal

import pytest

from procedures.text.ages import find_ages
from procedures.text.number_words import number

TOLD = [
    ("con 5 tuổi", "5 tuổi", "5"), ("con 5 tuoi", "5 tuoi", "5"), ("nam nay 17 tuoi", "17 tuoi", "17"),
    ("cụ 80t", "80t", "80"), ("cu 80 t", "80 t", "80"), ("be nha e 14t", "14t", "14"), ("bé 7 tuỗi", "7 tuỗi", "7"),
    ("bé sáu tháng", "sáu tháng", "0"), ("bé 18 tháng tuổi", "18 tháng", "1"), ("con em 3 thang", "3 thang", "0"),
    ("con ba tháng tuổi", "ba tháng", "0"), ("cho con 6 thang", "6 thang", "0"), ("be 8th", "8th", "0"),
    ("mười lăm tuổi", "mười lăm tuổi", "15"), ("hai mươi mốt tuổi", "hai mươi mốt tuổi", "21"),
    ("hăm ba tuổi", "hăm ba tuổi", "23"), ("muoi tam tuoi", "muoi tam tuoi", "18"),
    ("bảy mươi tuổi", "bảy mươi tuổi", "70"),
    ("cháu bốn tuổi", "bốn tuổi", "4"), ("5 tuổi rưỡi", "5 tuổi", "5"), ("tuổi 60", "tuổi 60", "60"),
    ("đủ 18 tuổi", "18 tuổi", "18"), ("từ 16 tuổi", "16 tuổi", "16"), ("sau 6 tuổi", "6 tuổi", "6"),
    ("lúc 25 tuoi", "25 tuoi", "25"), ("con tooi 6 tuooir", "6 tuooir", "6"), ("bé 9 tuo63i", "9 tuo63i", "9"),
    ("my 5-year-old", "5-year-old", "5"), ("can my 10 year old have", "10 year old", "10"), ("5yo child", "5yo", "5"),
    ("my daughter is 3 years old", "3 years old", "3"), ("twenty one years old", "twenty one years old", "21"),
    ("she is eight years old", "eight years old", "8"), ("aged 70", "aged 70", "70"), ("8 months old", "8 months", "0"),
    ("mẹ 80 tuổi 🙂", "80 tuổi", "80"), ("tôi 53 tuổi", "53 tuổi", "53"), ("100 tuổi", "100 tuổi", "100"),
    ("0 tuổi", "0 tuổi", "0"), ("NĂM TUỔI", "NĂM TUỔI", "5"),
]  # fmt: skip
NOT_TOLD = [
    "", "🙂", "mấy tuổi", "bao nhiêu tuổi", "dưới 6 tuổi", "trên 80 tuổi", "chưa đủ 18 tuổi", "xe 30t", "hết 30tr",
    "con lớp 5", "đứa con lớp sáu", "5 tháng rồi chưa có", "con 2 thang nua cuoi", "hộ chiếu còn ba tháng", "200 tuổi",
    "sinh năm 2009", "từ tháng 8", "nhap khau cho con tu thang 8", "5 tươi", "5 years of work", "in 3 months",
    "under 14 years old",
    "tuổi nghỉ hưu", "level 2", "3 t hàng",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "years"), TOLD)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_message_tells_an_age(text: str, words: str, years: str, form: Literal["NFC", "NFD"]) -> None:
    typed = unicodedata.normalize(form, text)
    found = [(unicodedata.normalize("NFC", typed[span.start : span.end]), span.value) for span in find_ages(typed)]
    assert found == [(words, years)]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_a_bound_a_duration_or_a_class_is_no_age(text: str) -> None:
    assert find_ages(text) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("mot", 1), ("muoi", 10), ("muoi mot", 11), ("muoi lam", 15), ("hai muoi", 20), ("hai mot", None),
        ("hai muoi mot", 21), ("ba lam", 35), ("ham ba", 23), ("chin muoi chin", 99), ("twenty", 20),
        ("ninety nine", 99),
        ("twenty - one", 21), ("12", 12), ("1234", None), ("ho so", None), ("muoi muoi", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_in_words(words: str, value: int | None) -> None:
    assert number(words.split()) == value
