"""Words with some of their marks."""

import pytest

from actions.marks import apart, fits, phrase, places, without


@pytest.mark.parametrize(
    ("typed", "wanted", "fit"),
    [
        ("chay", "cháy", True), ("cháy", "cháy", True), ("chạy", "cháy", False), ("dap", "đập", True),
        ("đap", "đập", True), ("đập", "dập", False), ("chêt", "chết", True), ("chế", "chết", False),
        ("chẽt", "chết", False),
    ],
)  # fmt: skip
def test_marks_may_be_missing_but_no_others_stand_there(typed: str, wanted: str, fit: bool) -> None:
    assert fits(apart(typed), apart(wanted)) is fit


def test_a_phrase_stands_at_words_not_at_parts_of_them() -> None:
    message = phrase("Nhà CHÁY, nha chay! nhachay")
    assert places(message, phrase("nhà cháy")) == [0, 2]
    assert places(message, phrase("nhà cháy"), exact=True) == [0]


def test_nothing_fits_where_a_word_was_taken_out() -> None:
    left = without(phrase("o nha chay ho so"), phrase("chạy hồ sơ"))
    assert left == [*phrase("o nha"), None, None, None]
    assert places(left, phrase("nhà cháy")) == []
    assert places([], phrase("nhà cháy")) == []
