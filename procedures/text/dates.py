"""Dates in every writing: which can be read, and which only look like one."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from procedures.text.strong import is_strong
from procedures.text.writing import Span, blank

Form = Literal["sure", "short", "loose", "month"]


@dataclass(frozen=True)
class Shape:
    """What looks like a date. ``value`` is ISO, empty if it cannot be read.

    ``sure``: a real day with a year of four digits. ``short``: three parts set apart by marks, but another year or no
    real day. ``loose``: three parts without marks (``200590``, ``20 05 90``). ``month``: a month and a year only.
    """

    form: Form
    start: int
    end: int
    value: str


_MARK = r"[/.\-‐‑–—−,_|·:\\]"
_SEP = rf"\s?(?:{_MARK}|\s)\s?"
_YEAR = r"(?:19|20)\d{2}"
_DAY_WORD = r"(?:ng[àa]y\s?)?"
_MONTH_WORD = r"\s?,?\s?th[áa]ng\s?"
_YEAR_WORD = r"\s?,?\s?n[ăa]m\s?"
_ENGLISH = (
    r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPOKEN = {
    "giêng": 1, "gieng": 1, "một": 1, "mot": 1, "hai": 2, "ba": 3, "tư": 4, "tu": 4, "bốn": 4, "bon": 4, "năm": 5,
    "nam": 5, "sáu": 6, "sau": 6, "bảy": 7, "bẩy": 7, "bay": 7, "tám": 8, "tam": 8, "chín": 9, "chin": 9,
    "mười một": 11, "muoi mot": 11, "mười hai": 12, "muoi hai": 12, "mười": 10, "muoi": 10, "chạp": 12, "chap": 12,
}  # fmt: skip


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_SURE = (
    _compile(
        rf"(?<!\d){_DAY_WORD}(?P<d>\d{{1,2}})(?:{_SEP}|{_MONTH_WORD})(?P<m>\d{{1,2}})(?:{_SEP}|{_YEAR_WORD})"
        rf"(?P<y>{_YEAR})(?!\d)"
    ),
    _compile(
        rf"(?<!\d){_DAY_WORD}(?P<d>\d{{1,2}})\s?th[áa]ng\s(?P<spoken>{'|'.join(_SPOKEN)})\s(?P<named>n[ăa]m\s)?"
        rf"(?P<y>{_YEAR})(?!\d)"
    ),
    _compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\-./]{{0,2}}(?:of\s)?{_ENGLISH}[\s\-./,]{{0,3}}(?P<y>{_YEAR})(?!\d)"
    ),
    _compile(rf"\b{_ENGLISH}[\s\-./]{{0,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\-./,]{{1,3}}(?P<y>{_YEAR})(?!\d)"),
    _compile(rf"(?<!\d)(?P<y>{_YEAR}){_SEP}(?P<m>\d{{1,2}}){_SEP}(?P<d>\d{{1,2}})(?!\d)"),
    _compile(r"(?<!\d)(?P<d>\d{2})(?P<m>\d{2})(?P<y>(?:19|20)\d{2})(?!\d)"),
    _compile(r"(?<!\d)(?P<y>19[1-9]\d|20\d{2})(?P<m>\d{2})(?P<d>\d{2})(?!\d)"),
)
_SHORT = _compile(rf"(?<!\d)(?P<d>\d{{1,2}})\s?(?P<sep>{_MARK})\s?(?P<m>\d{{1,2}})\s?{_MARK}\s?(?P<yy>\d{{2}})(?!\d)")
_SHORT_ENGLISH = _compile(rf"(?<!\d)(?P<d>\d{{1,2}})[\s\-./]{{0,2}}{_ENGLISH}[\s\-./,]{{0,3}}(?P<yy>\d{{2}})(?!\d)")
_SHORT_SPACED = _compile(r"(?<!\d)(?<!\d )(?P<d>\d{1,2}) (?P<m>\d{1,2}) (?P<yy>\d{2})(?!\d)(?! \d)")
_THREE = _compile(r"(?<!\d)\d{1,4}\s?(?P<sep>[/.\-–—−])\s?\d{1,2}\s?(?P=sep)\s?\d{1,5}(?!\d)")
_SIX = re.compile(r"(?<!\d)(?<!\d[.,/\-])(\d{6})(?!\d)(?![.,/\-]\d)")
_EIGHT = re.compile(r"(?<!\d)(?:\d{4}(?:19|20)\d{2}|(?:19|20)\d{6})(?!\d)")
_MONTH = _compile(
    rf"(?<!\d)(?<!\d[/.\-])(?:th[áa]ng\s?)?\d{{1,2}}(?:\s?[/.\-]\s?|{_YEAR_WORD}){_YEAR}(?!\d)(?!\s?[/.\-]\s?\d)"
)


def find_dates(text: str, of_birth: bool = False) -> list[Span]:
    """Whole dates, day first (``20/05/1990``, ``20-5-1990``, ``20 tháng 5 năm 1990``, ``20051990``), as ISO values.

    With ``of_birth`` a year of two digits counts too (``20/5/90``): the last such year that is not to come.
    """
    forms = ("sure", "short", "loose") if of_birth else ("sure",)
    return [Span("date", s.start, s.end, s.value) for s in find_shapes(text) if s.value and s.form in forms]


def find_shapes(text: str) -> list[Shape]:
    """Everything that looks like a date, in the order it stands, not overlapping."""
    found: list[Shape] = []
    rest = text

    def take(pattern: re.Pattern[str], form: Form, unreadable: Form | None) -> None:
        nonlocal rest
        new = []
        for match in pattern.finditer(rest):
            value = _read(match)
            kind = form if value else unreadable
            if kind and not _is_part_of_a_number(rest, match):
                new.append(Shape(kind, match.start(), match.end(), value))
        rest = blank(rest, [(shape.start, shape.end) for shape in new])
        found.extend(new)

    for pattern in _SURE:
        take(pattern, "sure", None)
    take(_SHORT, "short", None)
    take(_SHORT_ENGLISH, "short", None)
    take(_SHORT_SPACED, "loose", None)
    for pattern in (*_SURE[:4], _THREE):
        take(pattern, "short", "short")
    take(_EIGHT, "loose", "loose")
    take(_SIX, "loose", "loose")
    take(_MONTH, "month", "month")
    return sorted(found, key=lambda shape: shape.start)


def _read(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if match.re is _SIX:
        return _read_six(match.group())
    if "d" not in parts:
        return ""
    year = int(parts["y"]) if "y" in parts else _century(int(parts["yy"]))
    if parts.get("mon"):
        month = _MONTHS.index(parts["mon"][:3].lower()) + 1
    elif parts.get("spoken"):
        spoken = parts["spoken"].lower()
        # «tháng năm 1990» may be May, or a month left out: not for us to guess.
        month = _SPOKEN[spoken] if parts["named"] or spoken not in ("năm", "nam") else 0
    else:
        month = int(parts["m"])
    return _iso(year, month, int(parts["d"]))


def _read_six(digits: str) -> str:
    return _iso(_century(int(digits[4:])), int(digits[2:4]), int(digits[:2]))


def looks_like_a_day(digits: str) -> bool:
    """Whether six digits are a day in any order: day first, month first, year first."""
    a, b, c = (int(digits[at : at + 2]) for at in (0, 2, 4))
    return bool(_iso(_century(c), b, a) or _iso(_century(c), a, b) or _iso(_century(a), b, c))


def _century(year: int) -> int:
    # A day more or less changes no century.
    return year + (2000 if 2000 + year <= date.today().year else 1900)  # noqa: DTZ011


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _is_part_of_a_number(text: str, match: re.Match[str]) -> bool:
    """«09 12 1990 45» holds a date, but all of it, set apart by one kind of mark, is a phone number."""
    start, end = match.span()
    if match.re in (_THREE, _SHORT) and len(re.sub(r"\D", "", match.group())) > 8:
        return True
    mark = next((char for char in match.group() if char in " .-/"), "")
    if not mark or not match.group()[:1].isdigit():
        return False
    one = re.escape(mark)
    before = re.search(rf"(?:(?<!\d)\d{{1,6}}{one}){{1,6}}$", text[max(0, start - 24) : start])
    after = re.match(rf"(?:{one}\d{{1,6}}(?!\d)){{1,6}}", text[end : end + 24])
    if not before and not after:
        return False
    if match.re in (_THREE, _SHORT):
        return True
    if mark == "/" or (after and re.match(r"[^\w]{0,3}\d", text[end + after.end() : end + after.end() + 4])):
        return False  # the digits go on otherwise: another number follows
    whole = (before.group() if before else "") + match.group() + (after.group() if after else "")
    return is_strong(re.sub(r"\D", "", whole))
