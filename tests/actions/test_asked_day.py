"""The day asked about."""

from datetime import date

import pytest

from actions.asked_day import asked_day
from actions.talk import read
from tests.actions.bench import Turn

TODAY = date(2026, 11, 21)


def _asked(text: str, *days: tuple[str, str]) -> date:
    tracker = Turn(text=text).tracker()
    tracker.latest_message["entities"] = [
        {"entity": "date", "value": value, "start": text.index(word), "end": text.index(word) + len(word)}
        for word, value in days
    ]
    return asked_day(read(tracker, TODAY))


@pytest.mark.parametrize(
    "text",
    [
        "nếu tôi nộp ngày 1/3/2027 thì phí bao nhiêu", "neu nop ho so vao ngay 1/3/2027",
        "từ ngày 1/3/2027 phí bao nhiêu", "1/3/2027 lệ phí bao nhiêu",
        "tính đến ngày 1/3/2027 thì sao", "what is the fee if I apply on 1/3/2027",
    ],
)  # fmt: skip
def test_a_day_of_filing_is_the_day_asked(text: str) -> None:
    assert _asked(text, ("1/3/2027", "2027-03-01")) == date(2027, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "con tôi sinh ngày 1/3/2027", "thẻ hết hạn ngày 1/3/2027 làm lại hết bao nhiêu", "hẹn trả ngày 1/3/2027",
        "làm căn cước cho con sinh ngày 1/3/2027", "tôi tạm trú từ ngày 1/3/2027", "",
    ],
)  # fmt: skip
def test_the_day_of_something_else_is_not(text: str) -> None:
    days = [("1/3/2027", "2027-03-01")] if text else []
    assert _asked(text, *days) == TODAY


def test_of_two_days_none_is_taken() -> None:
    assert _asked("nộp ngày 1/3/2027 hay 1/4/2027", ("1/3/2027", "2027-03-01"), ("1/4/2027", "2027-04-01")) == TODAY


@pytest.mark.parametrize("value", ["1945-09-02", "2099-01-01", "no day", "2027-13-01"])
def test_a_day_far_off_or_misread_is_not_taken(value: str) -> None:
    assert _asked("nộp ngày ấy", ("ấy", value)) == TODAY
