"""Fees and time limits without a known first day are not stated as valid on a day before anyone had read them."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from procedures.answers import answer
from procedures.answers.undated import earliest
from tests.procedures.conftest import DAY

READ = date(2026, 6, 10)
"""When the small catalog's source was read."""


def test_an_answer_for_a_day_before_the_source_was_read_says_so_once(session: Session) -> None:
    text = answer(session, "record", "fee", on=date(2015, 1, 1)).text
    assert text.count("Chúng tôi không rõ các mức phí này có từ ngày nào") == 1
    assert "sớm nhất là ngày 10/06/2026" in text


def test_it_says_so_in_english(session: Session) -> None:
    text = answer(session, "record", "fee", on=date(2015, 1, 1), lang="en").text
    assert "We do not know since when these fees have held" in text


def test_rows_dated_by_a_law_beside_others_leave_only_some_unknown(session: Session) -> None:
    text = answer(session, "boat-problems", "fee", on=date(2025, 6, 1)).text
    assert "không rõ một số mức phí ở đây" in text


@pytest.mark.parametrize("on", [READ, DAY])
def test_from_the_day_of_reading_on_nothing_is_said(session: Session, on: date) -> None:
    assert "không rõ" not in answer(session, "boat-problems", "fee", on=on).text


def test_rows_with_a_first_day_of_their_own_are_known(session: Session) -> None:
    assert "không rõ" not in answer(session, "record", "fee", on=date(2026, 1, 1)).text


def test_only_fees_and_time_limits_are_spoken_of(session: Session) -> None:
    assert "không rõ" not in answer(session, "record", "documents", on=date(2015, 1, 1)).text


@pytest.mark.parametrize(
    ("read", "first"),
    [
        ("2026-06-10", date(2026, 6, 10)),
        ("2024-02 – 2025-07", date(2024, 2, 1)),
        ("2026-09-22 – 2026-10-08", date(2026, 9, 22)),
        ("2021 – 2026", date(2021, 1, 1)),
        ("2025", date(2025, 1, 1)),
    ],
)
def test_a_source_was_read_on_the_first_day_that_the_register_can_mean_at_the_earliest(read: str, first: date) -> None:
    assert earliest(read) == first


def test_what_names_no_year_is_no_day_of_reading() -> None:
    with pytest.raises(ValueError, match="no year"):
        earliest("hôm qua")
