"""By which day a result is to be expected: the published time limit counted from today, in working days of Vietnam."""

from dataclasses import dataclass
from datetime import date, timedelta

from procedures import calendar
from procedures.answers.page import Page
from procedures.calendar import written
from procedures.record import TimeLimit
from procedures.working_days import Reached, is_working, reach

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Expected:
    """``filed``: the day it is counted from, a working day; ``certain`` False where days off are not all known."""

    filed: date
    day: date
    certain: bool


def expected(page: Page, row: TimeLimit) -> Expected | None:
    """When the result comes if one files on the day asked, else on the next working day.

    None where nothing certain is published, for another's case, for a deadline of the citizen's own, and for days past.
    """
    if row.unit not in ("working_days", "days") or not row.value or row.stage != "result" or not row.certain:
        return None
    if page.found.on < calendar.today() or page.mine(row) is False:
        return None
    filed = _working(page.found.on)
    reached = reach(filed, row.value) if row.unit == "working_days" else _after(filed, row.value)
    return Expected(filed, reached.day, reached.certain)


def sentence(page: Page, found: Expected) -> str:
    """The day in words, and that it may be later where we don't hold all days off."""
    kind = "today" if found.filed == calendar.today() else "then" if found.filed == page.found.on else "next"
    text = page.say(f"cards.expected_{kind}", filed=written(found.filed), day=written(found.day))
    return text if found.certain else f"{text} {page.say('cards.unsure', year=found.day.year)}"


def _after(filed: date, days: int) -> Reached:
    """Days of the calendar; offices that are closed on the last one give the result on the next working day."""
    last = filed + days * DAY
    return Reached(_working(last), reach(filed, days).certain)


def _working(day: date) -> date:
    while not is_working(day):
        day += DAY
    return day
