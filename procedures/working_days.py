"""Working days in Vietnam: Monday to Friday without the public holidays of ``holidays.yml``."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("holidays.yml")
NEAR = timedelta(days=8)
"""Around a holiday the Government may announce more days off, which no calendar tells."""
DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Count:
    """A number of working days. ``certain`` is False where days off that we don't hold may lie among them."""

    days: int
    certain: bool


@dataclass(frozen=True)
class Reached:
    """The day on which a number of working days is over."""

    day: date
    certain: bool


def between(after: date, until: date) -> Count:
    """Working days after a day, up to and with another; 0 where that one does not lie later."""
    days, day = 0, after
    while day < until:
        day += DAY
        days += is_working(day)
    return Count(days, _certain(after, until))


def reach(after: date, days: int) -> Reached:
    """The last of so many working days that begin on the day after ``after``."""
    day, left = after, days
    while left > 0:
        day += DAY
        left -= is_working(day)
    return Reached(day, _certain(after, day))


def is_working(day: date) -> bool:
    """Whether offices work on that day, as far as the calendar tells."""
    return day.weekday() < SATURDAY and day not in _holidays()


def _certain(after: date, until: date) -> bool:
    """Whether the days between are all known: years that we hold, and no holiday in or near them."""
    held = {holiday.year for holiday in _holidays()}
    if not {after.year, until.year} <= held:
        return False
    return not any(after - NEAR <= holiday <= until + NEAR for holiday in _holidays())


@cache
def _holidays() -> frozenset[date]:
    listed = yaml.safe_load(FILE.read_text("utf-8"))["years"]
    return frozenset(day for year in listed.values() for day in year)
