"""Office hours: over the noon, over midnight, over holidays, and where nobody has set any."""

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.audit import SYSTEM
from bot.web.desk.queue import days, spans
from bot.web.desk.queue.errors import BadField, NoSuch
from bot.web.desk.queue.hours import in_words, opening
from tests.web.desk.queue.made import WEEK, at, rule, team


@pytest.mark.parametrize(
    ("moment", "is_open", "next_at"),
    [
        ("2026-11-23 07:59", False, "2026-11-23 08:00"),
        ("2026-11-23 08:00", True, None),
        ("2026-11-23 11:30", False, "2026-11-23 13:00"),
        ("2026-11-23 16:59", True, None),
        ("2026-11-27 17:00", False, "2026-11-30 08:00"),  # over the weekend
        ("2026-04-29 17:00", False, "2026-05-04 08:00"),  # 30/4 and 1/5 are Thursday and Friday
        ("2026-12-31 18:00", False, "2027-01-04 08:00"),  # 1/1/2027 is a Friday
        ("2027-02-05 18:00", False, "2027-02-08 08:00"),
    ],
)
def test_a_team_is_open_in_its_hours_and_not_on_holidays(
    sessions: sessionmaker[Session], moment: str, is_open: bool, next_at: str | None
) -> None:
    with sessions.begin() as session:
        rule(session, hours=WEEK)
        found = opening(session, None, at(moment))
    assert (found.open, found.known, found.next) == (is_open, True, next_at and at(next_at))


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23 21:59", False),
        ("2026-11-23 22:00", True),
        ("2026-11-24 05:59", True),  # the night that began on Monday
        ("2026-11-24 06:00", False),
        ("2026-11-24 22:30", False),  # Tuesday has no night
    ],
)
def test_a_night_runs_over_midnight(sessions: sessionmaker[Session], moment: str, is_open: bool) -> None:
    with sessions.begin() as session:
        rule(session, hours={"0": [["22:00", "06:00"]]})
        assert opening(session, None, at(moment)).open is is_open


def test_a_night_into_a_holiday_is_worked_to_its_end_and_the_holidays_own_is_not(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as session:
        rule(session, hours={str(day): [["22:00", "06:00"]] for day in range(7)})
        assert opening(session, None, at("2026-09-02 05:00")).open
        assert not opening(session, None, at("2026-09-02 23:00")).open
        assert not opening(session, None, at("2026-09-03 05:00")).open


def test_without_hours_a_team_is_open_whenever_somebody_is_there_and_says_no_hour(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as session:
        for moment in ("2026-11-22 03:00", "2026-09-02 10:00"):  # a night, a shipped holiday
            found = opening(session, None, at(moment))
            assert (found.open, found.known, found.next) == (True, False, None)
        days.set_day(session, SYSTEM, 0, days.Day(date(2026, 11, 24), "Họp toàn tổ", "All hands"))
        assert not opening(session, None, at("2026-11-24 10:00")).open


def test_a_teams_own_day_goes_before_that_of_all_teams_and_before_a_shipped_holiday(
    sessions: sessionmaker[Session],
) -> None:
    swapped = date(2026, 11, 28)  # a Saturday that is worked
    with sessions.begin() as session:
        own = team(session)
        rule(session, hours=WEEK)
        days.set_day(session, SYSTEM, 0, days.Day(swapped, "Làm bù", "Worked", [["08:00", "12:00"]]))
        assert opening(session, None, at("2026-11-28 09:00")).open
        days.set_day(session, SYSTEM, own, days.Day(swapped, "Nghỉ riêng", ""))
        assert not opening(session, own, at("2026-11-28 09:00")).open
        days.set_day(session, SYSTEM, own, days.Day(date(2026, 9, 2), "Trực lễ", "", [["09:00", "10:00"]]))
        assert opening(session, own, at("2026-09-02 09:30")).open
        assert not opening(session, None, at("2026-09-02 09:30")).open
        days.drop_day(session, SYSTEM, own, swapped)
        assert opening(session, own, at("2026-11-28 09:00")).open
        assert days.day_of(session, own, swapped) == days.day_of(session, None, swapped)


def test_a_team_without_rules_follows_those_of_all(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        own = team(session)
        rule(session, hours=WEEK)
        assert not opening(session, own, at("2026-11-22 09:00")).open
        rule(session, own, hours={"6": [["00:00", "24:00"]]})
        assert opening(session, own, at("2026-11-22 23:59")).open


def test_the_next_opening_in_words() -> None:
    assert in_words(at("2026-11-23 08:00"), "vi") == "08:00 thứ Hai, ngày 23/11"
    assert in_words(at("2026-11-22 08:00"), "en") == "08:00 on Sunday, 22/11"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" 8:00 – 11h30 ; 13:00-17:00", [("08:00", "11:30"), ("13:00", "17:00")]),
        ("13:00-17:00, 08:00-11:30", [("08:00", "11:30"), ("13:00", "17:00")]),
        ("22:00-06:00", [("22:00", "06:00")]),
        ("00:00-24:00", [("00:00", "24:00")]),
    ],
)
def test_hours_are_read_as_people_type_them(text: str, found: list[tuple[str, str]]) -> None:
    assert spans.typed(text, "x") == found


@pytest.mark.parametrize("text", ["8-17", "25:00-26:00", "08:60-09:00", "08:00-24:30", "08:00-12:00, 11:00-13:00", "x"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BadField):
        spans.typed(text, "x")


def test_a_day_of_an_unknown_team_or_without_a_name_is_refused(sessions: sessionmaker[Session]) -> None:
    with sessions() as session:
        with pytest.raises(NoSuch):
            days.set_day(session, SYSTEM, 99, days.Day(date(2026, 11, 24), "Nghỉ", ""))
        with pytest.raises(BadField):
            days.set_day(session, SYSTEM, 0, days.Day(date(2026, 11, 24), "  ", ""))
