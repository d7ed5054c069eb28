"""Days as people say them: without a year, in words, counted from today («20/11», «ngày 3 tháng chín», «hôm qua»)."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from procedures.text.dates import find_dates
from procedures.text.number_words import number, number_before
from procedures.text.phrases import Phrases, span_of
from procedures.text.reading import Word, read
from procedures.text.writing import Span

_CUES = (
    "ngay", "hen", "tu", "truoc", "sau", "den", "toi", "hom", "vao", "qua", "nop", "sang", "chieu", "trua", "het",
    "han", "cap", "tra", "on", "by", "from", "before", "until", "since", "mung", "mong", "tai", "la",
)  # fmt: skip
_SHORT = re.compile(r"(\d{1,2})([/\-.])(\d{1,2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = frozenset(
    (
        "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
        "december", "may", "sept", *_MONTHS,
    )
)  # fmt: skip
_SPOKEN_MONTHS = {"gieng": 1, "chap": 12}
_DISTANCE: Phrases[int] = Phrases(
    {
        "hôm nay": 0, "bữa nay": 0, "today": 0, "hôm qua": -1, "tối qua": -1, "bữa qua": -1, "yesterday": -1,
        "hôm kia": -2, "hôm trước nữa": -2, "ngày mai": 1, "sáng mai": 1, "chiều mai": 1, "tối mai": 1, "mai": 1,
        "tomorrow": 1, "ngày kia": 2, "ngày mốt": 2, "bữa mốt": 2, "the day after tomorrow": 2,
    }
)  # fmt: skip
_WEEKDAYS: Phrases[int] = Phrases(
    {
        "thứ hai": 0, "thứ 2": 0, "thứ ba": 1, "thứ 3": 1, "thứ tư": 2, "thứ 4": 2, "thứ năm": 3, "thứ 5": 3,
        "thứ sáu": 4, "thứ 6": 4, "thứ bảy": 5, "thứ bẩy": 5, "thứ 7": 5, "chủ nhật": 6, "monday": 0, "tuesday": 1,
        "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    }
)  # fmt: skip
_NEXT = frozenset(("toi", "sau", "next", "coming"))
_LAST = frozenset(("truoc", "roi", "qua", "last", "vua"))
_STEPS = {"nay": 0, "sau": 1, "toi": 1, "truoc": -1}
_PART_OF_MONTH = {"dau": 1, "giua": 15, "cuoi": 0}
_FEW = 2
_YEAR_AWAY = 183


def find_days(text: str, today: date) -> list[Span]:
    """Days with ISO values, in order: ``kind`` "date" for those of the calendar, "said_day" for counted ones.

    A day without a year is the one nearest to ``today``. Birth dates are none of this module's business.
    """
    return days_in(text, read(text), today)


def days_in(text: str, words: Sequence[Word], today: date) -> list[Span]:
    """The same, over words that were read already."""
    found = find_dates(text)
    finders: tuple[Callable[[Sequence[Word], date], list[Span]], ...] = (_calendar, _months, _counted, _weekdays)
    for finder in finders:
        for span in finder(words, today):
            if not any(span.start < other.end and other.start < span.end for other in found):
                found.append(span)
    return sorted(found, key=lambda span: span.start)


def _calendar(words: Sequence[Word], today: date) -> list[Span]:
    """«20/11» after a word that announces a day or alone, «ngày 3 tháng chín», «mùng 3 tháng 9», «Sept 2»."""
    found = []
    for place, word in enumerate(words):
        short = _SHORT.fullmatch(word.folded)
        if short and (short[2] == "/" or len(words) == 1 or (place and words[place - 1].folded == "ngay")):
            alone = len(words) == 1
            if alone or (place and words[place - 1].folded in _CUES):
                found += _span(words, place, place + 1, _nearest(int(short[1]), int(short[3]), today))
        elif word.folded == "thang":
            day = number_before(words, place)
            month = _month_after(words, place)
            if day and month and _is_a_day(words, day[1], place) and not _is_other(words, month[1]):
                first = day[1] - (day[1] > 0 and words[day[1] - 1].folded == "ngay")
                found += _span(words, first, month[1], _nearest(day[0], month[0], today))
        elif word.folded in _MONTH_NAMES:
            found += _english(words, place, today)
    return found


def _english(words: Sequence[Word], place: int, today: date) -> list[Span]:
    month = _MONTHS.index(words[place].folded[:3]) + 1
    for other in (place + 1, place - 1):
        if 0 <= other < len(words):
            day = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", words[other].folded)
            if day:
                first, last = min(place, other), max(place, other) + 1
                return _span(words, first, last, _nearest(int(day[1]), month, today))
    return []


def _is_a_day(words: Sequence[Word], first: int, month: int) -> bool:
    """«3 tháng 9», «mười lăm tháng ba», «mùng ba tháng giêng»; not «từ tháng 9», «trong 6 tháng 2 lần»."""
    before = words[first - 1].folded if first else ""
    if words[first].folded.isdecimal():
        return before not in ("trong", "khoang", "moi", "con", "be", "duoc")
    return before in ("ngay", "mung", "mong", "hom") or month - first > 1


def _is_other(words: Sequence[Word], behind: int) -> bool:
    """«một tháng 2 lần»; «3 tháng năm 2026» may be May, or a month left out."""
    after = words[behind].folded if behind < len(words) else ""
    return after in ("lan", "ngay", "tuan") or (words[behind - 1].folded == "nam" and after.isdecimal())


def _month_after(words: Sequence[Word], place: int) -> tuple[int, int] | None:
    """The month that «tháng» names, and the word behind it."""
    rest = [word.folded for word in words[place + 1 : place + 3]]
    for length in (2, 1):
        said = rest[:length]
        if len(said) < length:
            continue
        month = _SPOKEN_MONTHS.get(said[0]) if length == 1 else None
        month = month or number(said)
        if month and month <= 12:
            return month, place + 1 + length
    return None


def _months(words: Sequence[Word], today: date) -> list[Span]:
    """«đầu tháng 12», «cuối tháng này», «tháng sau»: the first, the fifteenth or the last day."""
    found: list[Span] = []
    for place, word in enumerate(words):
        part = _PART_OF_MONTH.get(words[place - 1].folded) if place else None
        if word.folded != "thang" or part is None:
            continue
        named = _month_after(words, place)
        after = words[place + 1] if place + 1 < len(words) else None
        first: date | None = None
        if after and after.folded in _STEPS and after.meant != "sáu":  # «tháng sau», not «tháng sáu»
            first, last = _first_of_month(today, _STEPS[after.folded]), place + 2
        elif named:
            first, last = _nearest(1, named[0], today), named[1]
        if first:
            day = first.replace(day=part) if part else _first_of_month(first, 1) - timedelta(days=1)
            found += _span(words, place - 1, last, day, "said_day")
    return found


def _counted(words: Sequence[Word], today: date) -> list[Span]:
    found: list[Span] = []
    for match in _DISTANCE.find(words):
        before = words[match.first - 1].folded if match.first else ""
        alone = len(words) <= _FEW
        if match.phrase == "mai" and not alone and before not in ("tu", "den", "truoc", "sang"):  # «chị Mai»
            continue
        found += _span(words, match.first, match.last, today + timedelta(days=match.value), "said_day")
    return found


def _weekdays(words: Sequence[Word], today: date) -> list[Span]:
    """«thứ hai tới», «next Monday», «thứ sáu tuần trước»; without such a word «thứ hai» may only count something."""
    found: list[Span] = []
    for match in _WEEKDAYS.find(words):
        near = [word.folded for word in words[match.last : match.last + 2]]
        before = words[match.first - 1].folded if match.first else ""
        week = near[:1] == ["tuan"]
        said = near[1] if week and len(near) > 1 else near[0] if near else ""
        english = before in ("next", "last", "coming", "on", "by")
        if not (said in _NEXT | _LAST | {"nay"} or english):
            continue
        last = match.last if english else match.last + 1 + week
        monday = today - timedelta(days=today.weekday())
        ahead = (match.value - today.weekday() - 1) % 7 + 1
        if before == "last" or (not english and said in _LAST):
            day = monday + timedelta(days=match.value - 7) if week else today - timedelta(days=(7 - ahead) or 7)
        elif week:
            day = monday + timedelta(days=match.value + (0 if said == "nay" else 7))
        else:
            day = today + timedelta(days=ahead)
        found += _span(words, match.first - english, last, day, "said_day")
    return found


def _first_of_month(day: date, step: int) -> date:
    months = day.year * 12 + day.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)


def _nearest(day: int, month: int, today: date) -> date | None:
    """The day of that day and month nearest to today, or None where there is none such."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    near = [each for each in found if abs((each - today).days) <= _YEAR_AWAY]
    return near[0] if near else (found[0] if found else None)


def _span(words: Sequence[Word], first: int, last: int, day: date | None, kind: str = "date") -> list[Span]:
    return [Span(kind, *span_of(words, first, last), day.isoformat())] if day else []
