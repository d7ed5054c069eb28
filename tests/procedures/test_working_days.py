"""Counting working days."""

from datetime import date

import pytest
import yaml

from procedures.working_days import FILE, between, is_working, reach


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 20), date(2026, 11, 22), 0),  # Friday to Sunday
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 10, 26), date(2026, 11, 21), 19),
        (date(2026, 11, 23), date(2026, 11, 20), 0),
        (date(2026, 8, 31), date(2026, 9, 4), 3),  # without the National Day
    ],
)
def test_saturdays_sundays_and_holidays_are_no_working_days(after: date, until: date, days: int) -> None:
    assert between(after, until).days == days


@pytest.mark.parametrize(
    ("after", "days", "day"),
    [
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 16), 5, date(2026, 11, 23)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
    ],
)
def test_the_last_of_so_many_working_days_is_reached(after: date, days: int, day: date) -> None:
    assert reach(after, days).day == day
    assert between(after, day).days == days


def test_a_count_is_certain_only_where_no_further_days_off_can_lie_in_it() -> None:
    assert between(date(2026, 10, 26), date(2026, 11, 21)).certain
    assert not between(date(2027, 2, 1), date(2027, 2, 20)).certain, "Tết"
    assert not between(date(2026, 9, 7), date(2026, 9, 11)).certain, "days in lieu of 2 September"


@pytest.mark.parametrize("year", [2024, 2028])
def test_years_without_a_list_are_counted_and_said_to_be_uncertain(year: int) -> None:
    count = between(date(year, 11, 4), date(year, 11, 8))
    assert count.days > 0
    assert not count.certain


def test_tet_is_no_working_day() -> None:
    assert not is_working(date(2026, 2, 17))
    assert is_working(date(2026, 2, 25))


def test_the_list_says_where_it_comes_from_and_every_day_stands_under_its_year() -> None:
    listed = yaml.safe_load(FILE.read_text("utf-8"))
    assert listed["source"]
    assert all(day.year == year for year, days in listed["years"].items() for day in days)
