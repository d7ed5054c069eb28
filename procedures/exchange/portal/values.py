"""Reads the values as the portal writes them. Each function gives None for what it cannot read, never a guess."""

import re
from datetime import date
from typing import Any

from procedures.text import find_dates, fold

_UNITS = (
    ("ngay lam viec", "working_days"),
    ("gio lam viec", "working_hours"),
    ("ngay", "days"),
    ("gio", "hours"),
)
_DURATION = re.compile(
    r"(?:(?:khong qua|toi da|trong|trong thoi han|trong vong)\s+)?(\d{1,4})\s*(ngay lam viec|gio lam viec|ngay|gio)\.?"
)
_AT_ONCE = re.compile(r"(?:(?:tra|giai quyet)\s+)?(?:ngay trong|trong)\s+ngay(?:\s+lam viec)?\.?")
_FEE = re.compile(
    r"(?:(?:le phi|phi)[^:\d]{0,60}:?\s*)?(\d{1,3}(?:[.,]\d{3})+|\d+)\s*(?:dong|vnd|d)\b"
    r"(?:\s*/[^():;]{1,40})?\s*(?:\(.*\))?\.?"
)
_FREE = ("khong", "khong thu", "khong thu phi", "khong mat phi", "mien phi", "khong co", "mien")
_COPIES = re.compile(r"(?:ban chinh\s*:?\s*(\d{1,2}))?\W*(?:ban sao\s*:?\s*(\d{1,2}))?\W*")
_CODE = re.compile(r"([1-3]\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})?")
_CHANNELS = {
    "truc tiep": "counter",
    "truc tuyen": "online",
    "nop truc tuyen": "online",
    "dich vu buu chinh": "post",
    "buu chinh": "post",
    "qua dich vu buu chinh": "post",
    "buu chinh cong ich": "post",
}
_LEVELS = {"cap xa": "commune", "cap tinh": "province", "cap bo": "ministry"}
_NUMBER = re.compile(r"\d+[a-z]*/(?:\d{4}/)?[\wđ\-]+", re.IGNORECASE)


def code(text: str) -> str | None:
    """A national code; of the long old form only its beginning counts."""
    match = _CODE.fullmatch(text.strip())
    return match[1] if match else None


def channel(text: str) -> str | None:
    """``counter``, ``online`` or ``post``."""
    return _CHANNELS.get(fold(text))


def level(text: str) -> str | None:
    """``commune``, ``province`` or ``ministry``; the district («Cấp Huyện») is gone since July 2025."""
    folded = fold(text)
    return next((value for beginning, value in _LEVELS.items() if folded.startswith(beginning)), None)


def duration(text: str) -> dict[str, Any] | None:
    """``{"value": 5, "unit": "working_days"}`` for «05 ngày làm việc»; ``{"unit": "at_once"}`` for «ngay trong ngày».

    A range, a fraction or two limits in one text are not read.
    """
    folded = fold(text)
    if _AT_ONCE.fullmatch(folded):
        return {"unit": "at_once"}
    match = _DURATION.fullmatch(folded)
    if not match or not int(match[1]):
        return None
    return {"value": int(match[1]), "unit": dict(_UNITS)[match[2]]}


def fee(text: str) -> dict[str, Any] | None:
    """``{"amount": 100000}`` for «100.000 Đồng», also with a label before and a note after it; amount 0 for «Không».

    «0 Đồng» is not read: on the portal an empty or zero fee does not mean that it is free.
    """
    folded = fold(text)
    if folded.strip(" .") in _FREE:
        return {"amount": 0}
    match = _FEE.fullmatch(folded)
    amount = int(re.sub(r"\D", "", match[1])) if match else 0
    return {"amount": amount} if amount else None


def copies(quantity: str, originals: str, photocopies: str) -> dict[str, Any] | None:
    """``{"copies": 1, "kind": "original"}``: how many, and of which kind. Empty where nothing is said.

    Both originals and copies of one paper cannot be said in one row and are not read.
    """
    first, second = _number(originals), _number(photocopies)
    if quantity.strip():
        match = _COPIES.fullmatch(fold(quantity))
        if not match or not (match[1] or match[2]):
            return None
        first, second = int(match[1] or 0), int(match[2] or 0)
    if first is None or second is None or (first and second):
        return None
    if first or second:
        return {"copies": first or second, "kind": "original" if first else "copy"}
    return {}


def _number(text: str) -> int | None:
    text = text.strip() or "0"
    return int(text) if text.isdecimal() and len(text) < 3 else None


def day(text: str) -> date | None:
    """A whole date, day first."""
    text = text.strip()
    found = find_dates(text)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(text)
    return date.fromisoformat(found[0].value) if whole else None


def law_number(text: str) -> str | None:
    """The number of a legal document, for comparing: ``16/2025/tt-btc``."""
    match = _NUMBER.search(fold(text))
    return match[0] if match else None
