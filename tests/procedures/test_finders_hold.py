"""What holds for every finder of facts, whatever somebody types."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.text.ages import find_ages
from procedures.text.days import find_days
from procedures.text.forms import find_form_numbers
from procedures.text.groups import find_groups
from procedures.text.people import find_relations
from procedures.text.provinces import find_provinces
from procedures.text.reading import read
from procedures.text.situations import find_channels, find_levels, find_occasions
from procedures.text.writing import Span


def _days(text: str) -> list[Span]:
    return find_days(text, date(2026, 11, 21))


FINDERS: tuple[Callable[[str], list[Span]], ...] = (
    find_ages, _days, find_form_numbers, find_groups, find_relations, find_provinces, find_channels, find_levels,
    find_occasions,
)  # fmt: skip
PIECES = (
    "con", "cho", "mẹ", "me", "tôi", "em", "5", "tuổi", "tuoi", "tháng", "thang", "20/11", "ngày", "mai", "gia lai",
    "TP.",
    "Huế", "hn", "mức", "2", "lv2", "mẫu số 04/2024/LLTP", "ct 01", "không phải", "hộ nghèo", "my", "year", "old", "-",
    "/",
    "qua", "vneid", "Rịa-Vũng", "\u0301", "đ\u0301", "🙂", "\u200f", "\u202e", "\x00", "\ud83d", "٣", "²",
    "[phone:0123456789]",
    "đầu", "thứ", "hai", "tới", "next", "monday", "sept", "29/2", "99999", "  ",
)  # fmt: skip
TYPED = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(TYPED)
def test_offsets_are_true_and_nothing_raises(text: str) -> None:
    for find in FINDERS:
        end = 0
        for span in find(text):
            assert end <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip()
            assert span.value
            end = span.end


@settings(max_examples=100, deadline=None)
@given(TYPED)
def test_words_stand_where_they_were_typed(text: str) -> None:
    words = read(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)


@pytest.mark.parametrize(
    "piece", [*PIECES, "đ", "a ", "1/", "5 tuổi ", "hẹn 20/11 ", "cho con ", "gia lai ", "mẫu số "]
)
def test_ten_thousand_characters_are_read_to_their_end(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    for find in FINDERS:
        assert all(span.end <= len(text) for span in find(text))
