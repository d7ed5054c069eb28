"""A telephone number to call somebody back: read as people in Vietnam write it, and kept sealed."""

import re
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement

from bot.web.accounts.second_factor import seal, unseal
from bot.web.desk.models import CallBack
from bot.web.desk.queue.errors import BadField

KEPT = timedelta(days=7)
"""A number that nobody has called by then is erased; one that was called is erased at once."""
_MARKS = re.compile(r"[\s.\-–()/]+")
_ABROAD = re.compile(r"^(?:\+|00)84(?:0(?=\d{9}))?")
_NUMBER = re.compile(r"0[35789]\d{8}|02\d{9}")
"""Mobile numbers of ten digits, numbers at a place of eleven."""


def read(typed: str) -> str:
    """The number's digits with the leading 0. Raises BadField for what is no number of a person in Vietnam."""
    digits = _ABROAD.sub("0", _MARKS.sub("", typed))
    if not digits.isascii() or not _NUMBER.fullmatch(digits):
        raise BadField("phone")
    return digits


def is_old(moment: datetime) -> ColumnElement[bool]:
    """The condition that a number is kept for too long."""
    return (CallBack.at < moment - KEPT) & CallBack.phone_sealed.is_not(None)


def shown(number: str) -> str:
    """In groups, to be read and dialled: «0912 345 678»."""
    return f"{number[:4]} {number[4:7]} {number[7:]}"


__all__ = ["KEPT", "is_old", "read", "seal", "shown", "unseal"]
