"""Codes of dossiers and of procedures."""

import re
from datetime import date

from procedures.text.writing import Span

# A dossier's code: H29.15-240702-0012, H29.15.4-240702-0012, G15-…, and the old 000.00.15.H29-240702-0012.
_HYPHEN = r"[-‐‑‒–—―−_]"
_GAP = rf"\s{{0,3}}(?:{_HYPHEN}|[./])\s{{0,3}}|\s{{1,3}}"
_DOT = r"\s?[.,]\s?"
_APPLICATION = re.compile(
    rf"(?<![\d.])(?P<unit>\d{{3}}(?:{_DOT}\d{{2}}){{2}}{_DOT}[GH]\d{{2}}"
    rf"|(?:\d{{3}}{_DOT}\d{{2}}{_DOT}\d{{2}}{_DOT})?[GH]\s?\d{{2}}(?:(?:{_DOT}|\s)\d{{1,3}}(?!\d)){{0,4}})"
    rf"(?P<first>{_GAP})(?P<day>\d{{6}})(?P<second>{_GAP}|)(?P<number>\d{{3,8}})(?!\d)",
    re.IGNORECASE,
)
_PARTIAL = re.compile(
    r"(?<![\w.])(?:\d{3}\.\d{2}\.\d{2}\.[GH]\d{2}|[GH]\d{2}(?:\.\d{1,3})*)(?:-(?P<day>\d{6}))?-?(?![\w])", re.IGNORECASE
)
_DAY = re.compile(r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_TAIL = re.compile(r"^\s*-?\s*(?:\d{6}\s*[-\s]\s*)?\d{3,8}\s*$")
# Day and number of a dossier on their own, as when a code comes in two messages: a year, month and day that can be.
_REST = re.compile(
    r"(?<![\w.])[1-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    rf"(?:\s{{0,3}}{_HYPHEN}\s{{0,3}}|\s{{1,3}})\d{{3,5}}(?![\w])"
)
_PROCEDURE_CODE = re.compile(r"(?<![\w.])([1-3]\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})?(?![\w])", re.IGNORECASE)


def find_application_codes(text: str) -> list[Span]:
    """Codes of dossiers, in any case and with spaces; ``value`` in the agencies' form (``H29.15-240702-0012``)."""
    found = []
    for match in _APPLICATION.finditer(text):
        if not _stands_for_a_code(match):
            continue
        unit = re.sub(r"(?<=\d)\s+(?=\d)", ".", match["unit"].replace(",", "."))
        unit = re.sub(r"\s+", "", unit).upper()
        value = f"{unit}-{match['day']}-{match['number']}"
        found.append(Span("application_code", match.start(), match.end(), value))
    return found


def _stands_for_a_code(match: re.Match[str]) -> bool:
    first, second = match["first"], match["second"]
    if re.search(_HYPHEN, first) and re.search(_HYPHEN, second):
        return True
    # In looser writing other numbers could follow a unit: only a day that can be one makes a code.
    if not second and (first.isspace() or len(match["number"]) > 5):
        return False
    return day_of_code(match["day"]) is not None


def day_of_code(digits: str) -> date | None:
    """The day that six digits of a dossier's code stand for (year, month, day), or None."""
    try:
        day = date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None
    return day if 2015 <= day.year < 2050 else None


def find_partial_code(text: str) -> str | None:
    """The beginning of a dossier's code when a message holds only that (``h29.15-240702`` → ``H29.15-240702``)."""
    if find_application_codes(text):
        return None
    match = _PARTIAL.search(text)
    return match.group().upper().rstrip("-") if match else None


def find_begun_codes(text: str) -> list[tuple[int, int]]:
    """Places of beginnings of codes; the digits in them are a day, not a number of somebody's."""
    return [match.span() for match in _PARTIAL.finditer(text) if not match["day"] or _DAY.fullmatch(match["day"])]


def join_code(begun: str, text: str) -> str | None:
    """The whole code made of its beginning and a message with the rest, or None when they make none."""
    if not _TAIL.match(text):
        return None
    whole = find_application_codes(f"{begun}-{text.strip().lstrip('-').strip()}")
    return whole[0].value if whole else None


def find_procedure_codes(text: str) -> list[Span]:
    """National codes of procedures; of the long old form ``1.000656.000.00.00.H29`` only ``1.000656`` counts."""
    return [Span("procedure_code", m.start(), m.end(), m.group(1)) for m in _PROCEDURE_CODE.finditer(text)]


def find_code_rests(text: str, spaced: bool) -> list[tuple[int, int]]:
    """Places of a day and number as in the second half of a dossier's code; ``spaced``: also without a hyphen."""
    return [match.span() for match in _REST.finditer(text) if spaced or re.search(_HYPHEN, match.group())]
