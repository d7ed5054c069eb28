"""Paging and filters over more procedures than one page holds."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from bot.web.library.finding import PER_PAGE, Asked, asked_of, find
from bot.web.library.offices import offices_of
from bot.web.library.shelf import Entry, field_key
from procedures.record import Words

DAY = date(2026, 11, 21)


def _entries(count: int) -> dict[str, Entry]:
    """So many procedures, in two fields, all of one kind of office."""
    made = {}
    for number in range(count):
        field = "Cư trú" if number < count // 2 else "Hộ tịch"
        words = Words(vi=f"Thủ tục {number}")
        key = f"p-{number}"
        made[key] = Entry(key, words, words, Words(vi="x"), Words(vi=field), field_key(field), ("noi-khac",))
    return made


def test_pages_together_hold_every_procedure_once() -> None:
    entries = _entries(250)
    seen = []
    for number in (1, 2, 3):
        view = find(Session(), entries, Asked(page=number), DAY, "vi")
        assert (view.total, view.pages) == (250, 3)
        shown = [each.entry.slug for _, found in view.groups for each in found]
        assert len(shown) <= PER_PAGE
        seen += shown
    assert seen == list(entries)


def test_a_page_past_the_last_is_the_last() -> None:
    view = find(Session(), _entries(101), Asked(page=9), DAY, "vi")
    assert view.asked.page == 2 and sum(len(found) for _, found in view.groups) == 1


def test_a_filter_counts_under_the_other_filter() -> None:
    view = find(Session(), _entries(10), Asked(field="cu-tru"), DAY, "vi")
    assert view.total == 5
    assert [(choice.key, choice.count) for choice in view.fields] == [("cu-tru", 5), ("ho-tich", 5)]
    assert [(choice.key, choice.count) for choice in view.offices] == [("noi-khac", 5)]


@pytest.mark.parametrize(("agency", "keys"), [
    ("Công an cấp xã; công an tỉnh; Bộ Công an", ("cong-an-xa", "cong-an-tinh", "bo-cong-an")),
    ("Ủy ban nhân dân cấp xã nơi cư trú", ("uy-ban-xa",)),
    ("Trường học", ("noi-khac",)),
])  # fmt: skip
def test_agencies_are_sorted_into_kinds_of_offices(agency: str, keys: tuple[str, ...]) -> None:
    assert offices_of(agency) == keys


@pytest.mark.parametrize("written", ["", "x", "-2", "²", "1e3", "9999999"])
def test_a_page_number_that_is_none_is_the_first(written: str) -> None:
    assert asked_of("", "", "", written).page == 1


def test_a_question_is_cleaned_and_cut() -> None:
    assert asked_of("  hộ\u200b chiếu ", "", "", "").q == "hộ chiếu"
    assert len(asked_of("a" * 5000, "", "", "").q) == 200
