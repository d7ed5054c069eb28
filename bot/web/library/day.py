"""The day that a page is for."""

import re
from datetime import date

from procedures.calendar import today

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
"""Days outside are slips of the hand."""


class NoSuchDay(ValueError):
    """What was asked is no day of the form YYYY-MM-DD, or one that nobody means."""


def asked_day(written: str) -> date:
    """The day written as YYYY-MM-DD, today in Vietnam where nothing is. Raises NoSuchDay."""
    written = written.strip()
    if not written:
        return today()
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII):
        raise NoSuchDay(written)
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise NoSuchDay(written) from error
    if not FIRST <= day <= LAST:
        raise NoSuchDay(written)
    return day
