"""The day to expect a result: counted from the day of filing, and never said where it can't be counted."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from procedures.answers.expected import expected, sentence
from procedures.answers.page import Page
from procedures.facts import NOTHING, Facts
from procedures.lookup import in_force
from procedures.record import TimeLimit

FRIDAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procedures.calendar.today", lambda: FRIDAY)


def _row(**fields: Any) -> TimeLimit:
    told = {"text": {"vi": "5 ngày"}, "value": 5, "unit": "working_days", "condition": {"vi": "trẻ em"}}
    return TimeLimit.model_validate(told | fields)


def _page(session: Session, on: date = FRIDAY, facts: Facts = NOTHING) -> Page:
    return Page(session, in_force(session, "boat-problems", on), "vi", facts)


@pytest.mark.parametrize(
    ("on", "fields", "filed", "day"),
    [
        (FRIDAY, {}, FRIDAY, date(2026, 11, 27)),
        (FRIDAY, {"unit": "days", "value": 4}, FRIDAY, date(2026, 11, 24)),
        (FRIDAY, {"unit": "days", "value": 8}, FRIDAY, date(2026, 11, 30)),  # the 28th is a Saturday
        (date(2026, 11, 21), {}, date(2026, 11, 23), date(2026, 11, 30)),  # on a Saturday offices are closed
    ],
)
def test_days_are_counted_from_the_day_on_which_an_office_can_take_it(
    session: Session, on: date, fields: dict[str, Any], filed: date, day: date
) -> None:
    found = expected(_page(session, on), _row(**fields))
    assert found and (found.filed, found.day, found.certain) == (filed, day, True)


@pytest.mark.parametrize(
    "fields",
    [
        {"certain": False}, {"value": None, "unit": None}, {"unit": "hours"}, {"unit": "at_once", "value": None},
        {"stage": "deadline"}, {"stage": "supplement"},
    ],
)  # fmt: skip
def test_no_day_is_said_where_none_is_published_for_sure(session: Session, fields: dict[str, Any]) -> None:
    assert expected(_page(session), _row(**fields)) is None


def test_no_day_is_said_for_the_case_of_others_and_for_a_day_that_is_past(session: Session) -> None:
    children = _row(when={"age_under": 14})
    assert expected(_page(session, facts=Facts(age=40)), children) is None
    assert expected(_page(session), children)
    assert expected(_page(session, date(2026, 11, 19)), _row()) is None


@pytest.mark.parametrize(("on", "said"), [(FRIDAY, "hôm nay"), (date(2026, 11, 21), "ngày làm việc tới (23/11/2026)")])
def test_the_day_of_filing_is_named(session: Session, on: date, said: str) -> None:
    page = _page(session, on)
    found = expected(page, _row())
    assert found and said in sentence(page, found) and "chưa có đủ" not in sentence(page, found)


def test_where_days_off_are_not_all_known_it_says_that_it_may_be_later(session: Session) -> None:
    page = _page(session, date(2026, 12, 28))
    found = expected(page, _row())
    assert found and not found.certain
    assert "lịch nghỉ lễ, nghỉ bù của năm 2027" in sentence(page, found)
