"""Codes and placeholders."""

import pytest

from bot.nlu.code_extractor import find_codes
from tests.nlu.conftest import NAUGHTY

CASES = [
    ("tra cứu hồ sơ H29.15-240702-0012", [("application_code", "H29.15-240702-0012", "H29.15-240702-0012")]),
    ("ho so h29.15 240702 0012 den dau roi", [("application_code", "H29.15-240702-0012", "h29.15 240702 0012")]),
    ("000.00.15.H29-240702-0012", [("application_code", "000.00.15.H29-240702-0012", "000.00.15.H29-240702-0012")]),
    ("mã là h29.15-240702", [("code_begun", "H29.15-240702", "h29.15-240702")]),
    ("240702-0012", [("code_rest", "240702-0012", "240702-0012")]),
    (" 0012 ", [("code_rest", "0012", "0012")]),
    ("thủ tục 1.000656", [("procedure_code", "1.000656", "1.000656")]),
    ("1.000656.000.00.00.H29 là gì", [("procedure_code", "1.000656", "1.000656.000.00.00.H29")]),
    ("sinh [birth_date:0123456789] sdt [phone:abcdef0123]", [
        ("birth_date", "0123456789", "[birth_date:0123456789]"), ("phone", "abcdef0123", "[phone:abcdef0123]"),
    ]),
    ("hết 200.000 đồng", []),
    ("2 bản", []),
    ("lệ phí bao nhiêu", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_text_holds_these_codes(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(span.kind, span.value, text[span.start : span.end]) for span in find_codes(text)] == expected


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY.keys())
def test_naughty_strings_hold_no_code(text: str) -> None:
    assert find_codes(text) == []
