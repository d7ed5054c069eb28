"""Which dates are somebody's date of birth."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from procedures.text.codes import day_of_code
from procedures.text.dates import Shape, looks_like_a_day
from procedures.text.writing import FILLER, Span, blank, fold

_BEFORE = re.compile(
    r"\b(?:sinh|sn|ns|ntns|born|birth|birthday|birthdate|dob|d\.o\.b|chao doi)\b(?:[^\w]|\b(?:vao|luc|ngay|thang|nam|"
    r"la|cua|em|toi|minh|con|be|on|in|is|date|of)\b)*$|\b(?:sinh|sn|ns|ntns)$"
    r"|\b(?:ngay sinh|ngay thang nam sinh|sinh ngay|sinh nam|nam sinh|born|birth|date of birth|ntns)\b"
)
_NO_BIRTH = re.compile(r"\b(?:khai|hoc|thi|ve|ho|giang|tuyen|phuc|nhan) sinh\b")
_OLD_WORD = re.compile(r"\bđẻ\b|\bde (?:ngay|nam|thang)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:ngay sinh|ngay thang nam sinh|nam sinh|sinh nhat|la sinh|em sinh|toi sinh|birth\w*|dob|sn|ntns)\b"
)
_EVENT = re.compile(
    r"\b(?:nop|cap|hen|tra|nhan|tu|den|truoc|sau|het han|hieu luc|ap dung|dang ky|ket hon|lam|ky|gui|ban hanh|xong|di"
    r"|from|since|until|submitted|issued|handed in)\b\W*(?:(?:vao|ho so|lai|on|hom)\b\W*)*(?:ngay\W*)?$"
)
_QUESTION = re.compile(
    r"\b(?:bao nhieu|bao gio|bao lau|khi nao|the nao|lam sao|tai sao|gi|nao|dau|may|le phi|phi|mat may|thoi han"
    r"|duoc khong|duoc ko|when|what|how|where|which|fee)\b"
)
_FILLERS = frozenset(
    (
        "da", "vang", "a", "em", "anh", "chi", "toi", "minh", "la", "ngay", "thang", "nam", "sinh", "cua", "nhe", "nha",
        "day", "oi", "thua", "thi", "con", "bac", "co", "chu", "chau", "xin", "chao", "va", "voi", "ho", "so", "ma",
        "it", "is", "my", "the", "of", "and", "on",
    )
)  # fmt: skip
_ALONE = 3
"""Other words beside which a date still stands nearly alone."""
_NEAR = 40
"""Characters between a date and a code or number beside which it stands."""
_NEAR_WORDS = 4


def find_birth_dates(
    text: str, shapes: Sequence[Shape], codes: Sequence[Span], numbers: Sequence[Span], *, asked: bool, today: date
) -> list[Span]:
    """Those of the shapes that are birth dates; ``value`` is ISO, empty where the date cannot be used.

    It counts beside words of birth, a code or a personal number, and, where one was ``asked`` for, (nearly) alone.
    Inside another question it is hidden if it can be a birth date at all, but not read.
    """
    known = [(span.start, span.end) for span in (*codes, *numbers)] + [(shape.start, shape.end) for shape in shapes]
    others = re.sub(r"[^a-z]+", " ", fold(blank(text, known).replace(FILLER, " "))).strip()
    alone = len([word for word in others.split() if word not in _FILLERS]) <= _ALONE and not _QUESTION.search(others)
    found = []
    for shape in shapes:
        value = _value(text, shape, codes, numbers, asked=asked, alone=alone, today=today)
        if value is not None:
            found.append(Span("birth_date", shape.start, shape.end, value))
    return found


def is_plausible(text: str, shape: Shape, today: date) -> bool:
    """Whether somebody who writes to us can be born then: a year ago or earlier."""
    if shape.value:
        return shape.value <= (today - timedelta(days=365)).isoformat()
    years = re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", text[shape.start : shape.end])
    return all(int(year) < today.year - 1 for year in years)


def _value(
    text: str, shape: Shape, codes: Sequence[Span], numbers: Sequence[Span], *, asked: bool, alone: bool, today: date
) -> str | None:
    """What to read, the empty text for hidden but not read, None for no birth date."""
    written = text[shape.start : shape.end]
    plausible = is_plausible(text, shape, today)
    raw = text[max(0, shape.start - 28) : shape.start]
    before = re.sub(r"[_\d]", " ", fold(raw))
    six = shape.form == "loose" and len(written) == 6 and written.isdigit()
    if six and not looks_like_a_day(written):
        return None
    if _says_birth(before, raw) or _AFTER.search(fold(text[shape.end : shape.end + 30])):
        return shape.value if plausible or not _NO_BIRTH.search(before) else None
    event = bool(_EVENT.search(before))
    if not event and shape.form != "month":
        if any(_beside(text, shape, span) for span in codes):
            return shape.value
        if (shape.value or asked) and any(_beside(text, shape, span) for span in numbers):
            return shape.value
    if asked and alone and not event:
        return None if six and _may_be_of_a_code(written, today) else shape.value
    marked = shape.form in ("sure", "short")
    if marked and plausible and asked:
        return ""
    if shape.form == "sure" and plausible and codes and not event:
        return shape.value
    return None


def _says_birth(before: str, raw: str) -> bool:
    return bool(_BEFORE.search(before) or _OLD_WORD.search(raw))


def _beside(text: str, shape: Shape, span: Span) -> bool:
    between = text[span.end : shape.start] if span.end <= shape.start else text[shape.end : span.start]
    return len(between) <= _NEAR and len(re.findall(r"[^\W\d_]+", between)) <= _NEAR_WORDS


def _may_be_of_a_code(digits: str, today: date) -> bool:
    """A code sent piece by piece: its day alone. Dossiers that people ask about are of the last years."""
    day = day_of_code(digits)
    return day is not None and today.year - 2 <= day.year and day <= today
