"""Days that are due, counted in working days, and whom to call."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from actions import status_due
from actions.agencies.dossier import Dossier
from tests.catalog import CATALOG
from tests.published import published

DAY = date(2026, 11, 21)
RESIDENCE = "temporary-residence"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The shipped catalog, published."""
    with published(tmp_path_factory.mktemp("real")) as session:
        yield session


def _dossier(status: int = 4, code: str = "H29.15-240702-0012", **days: Any) -> Dossier:
    whole = {"received_on": None, "due_on": None, **days}
    return Dossier(
        code, status, "…", note=None, agency=None, procedure_code=None, updated_at=None, sample=False, **whole
    )


def _line(session: Session, dossier: Dossier, slug: str | None = None, lang: str = "vi") -> str | None:
    found = status_due.due(session, dossier, slug, DAY)
    return status_due.line(found, lang) if found else None


@pytest.mark.parametrize(
    ("due_on", "line"),
    [
        (date(2026, 10, 26), "Đã quá ngày hẹn 19 ngày làm việc."),
        (date(2026, 11, 20), "Đã quá ngày hẹn, nhưng từ đó đến nay chưa có ngày làm việc nào."),
        (DAY, "Hôm nay là ngày hẹn trả."),
        (date(2026, 11, 30), "Còn 6 ngày làm việc nữa đến hẹn."),
    ],
)
def test_days_to_and_past_the_appointment_are_working_days(real: Session, due_on: date, line: str) -> None:
    assert _line(real, _dossier(due_on=due_on)) == line


@pytest.mark.parametrize("status", [3, 5, 7, 8, 9, 10])
def test_where_the_office_owes_nothing_no_delay_is_claimed(real: Session, status: int) -> None:
    assert _line(real, _dossier(status, due_on=date(2026, 10, 1))) is None


def test_a_count_that_holidays_make_uncertain_is_said_to_be_so(real: Session) -> None:
    line = _line(real, _dossier(due_on=date(2024, 7, 10)))
    assert line
    assert "chưa trừ hết ngày nghỉ lễ" in line


def test_without_a_day_of_the_agency_the_published_time_limit_gives_one(real: Session) -> None:
    rows = CATALOG.records[RESIDENCE].times or ()
    assert {(row.value, row.unit) for row in rows if row.stage == "result"} == {(3, "working_days")}
    found = status_due.due(real, _dossier(received_on=date(2026, 11, 19)), RESIDENCE, DAY)
    assert found
    assert (found.day, found.value, found.over) == (date(2026, 11, 24), 3, False)
    late = _line(real, _dossier(received_on=date(2026, 11, 9)), RESIDENCE)
    assert late == (
        "Cơ quan chưa ghi ngày hẹn. Thời hạn công bố là 3 ngày làm việc; tính từ ngày nhận thì đã quá 6 ngày làm việc."
    )


@pytest.mark.parametrize("slug", [None, "land-transfer", "vneid-app-problem", "no-such"])
def test_where_no_single_certain_time_limit_is_published_no_day_is_made_up(real: Session, slug: str | None) -> None:
    assert _line(real, _dossier(received_on=date(2026, 11, 9)), slug) is None


@pytest.mark.parametrize(
    ("code", "phones"),
    [
        ("H29.15-240702-0012", ["1022", "1800 1096"]),
        ("000.00.15.H29-240702-0012", ["1022", "1800 1096"]),
        ("G01.899-261103-00021", ["1900.0134", "1800 1096"]),
        ("000.00.99.G01-240815-0034", ["1900.0134", "1800 1096"]),
        ("G24.5-261001-0990", ["1900 9068", "1800 1096"]),
        ("G15-261020-0345", ["1800 1096"]),
    ],
)
def test_whom_to_call_follows_from_the_unit_of_the_code(real: Session, code: str, phones: list[str]) -> None:
    block = status_due.contacts(real, code, "vi")
    assert block
    assert [row["phone"] for row in block.rows] == phones
    advice = status_due.advice(block, "vi")
    assert all(phone in advice for phone in phones)
    assert "Phản ánh kiến nghị" in advice


def test_without_contacts_the_advice_still_says_where_to_ask(session: Session) -> None:
    assert status_due.contacts(session, "H29.15-240702-0012", "vi") is None
    assert "hỏi nơi đã nộp." in status_due.advice(None, "vi")
