"""How old somebody is: «con 5 tuổi», «bé sáu tháng», «cụ 80t», «my 5-year-old»."""

import re
from collections.abc import Sequence

from procedures.text.number_words import number_before
from procedures.text.phrases import span_of
from procedures.text.reading import Word, marks, read
from procedures.text.writing import Span

_OLDEST = 120
_GLUED = re.compile(r"(\d{1,3})(t|tuoi|tuois|y|yo|yrs)")
_MONTHS_GLUED = re.compile(r"(\d{1,2})(?:th|thang|m)")
_BOUND = frozenset(("duoi", "tren", "hon", "qua", "under", "over", "below", "above", "than", "chua"))
"""«dưới 6 tuổi» tells no age."""
_YOUNG = frozenset(("be", "con", "chau", "baby", "nhoc", "son", "daughter", "child", "infant"))
_PEOPLE = _YOUNG | {
    "cu", "ong", "ba", "me", "bo", "cha", "ma", "em", "anh", "chi", "toi", "tui", "minh", "tia", "nay",
}  # fmt: skip
_FOR = frozenset(("cho", "cua", "dua"))
_OWNERS = frozenset(("em", "toi", "minh", "tui", "nha"))
_WAITS = frozenset(("nua", "truoc", "roi", "sau", "qua", "nay", "ago"))
_FAR = 4
_DASHES = ("-", "‐", "‑", "–")


def find_ages(text: str) -> list[Span]:
    """Ages in the text; ``kind`` "age", ``value`` whole years in digits, "0" for a baby of months."""
    return ages_in(read(text))


def ages_in(words: Sequence[Word]) -> list[Span]:
    """The same, over words that were read already."""
    found = []
    free = 0
    for place in range(len(words)):
        age = _at(words, place) if place >= free else None
        if age:
            years, first, last = age
            if years <= _OLDEST and first >= free and not _is_bound(words, first):
                found.append(Span("age", *span_of(words, first, last), str(years)))
                free = last
    return found


def _at(words: Sequence[Word], place: int) -> tuple[int, int, int] | None:
    """Years, first word and the word behind the last, where ``words[place]`` says that a number is an age."""
    word = words[place].folded
    glued = _GLUED.fullmatch(word)
    if glued:
        sure = glued.group(2) not in ("t", "y") or _near(words, place, _PEOPLE)
        return (int(glued.group(1)), place, place + 1) if sure else None
    if _MONTHS_GLUED.fullmatch(word) and _near(words, place, _YOUNG):
        return int(re.sub(r"\D", "", word)) // 12, place, place + 1
    if word == "tuoi" and "\N{COMBINING HORN}" not in marks(words[place].meant):  # no «tươi»
        return _tuoi(words, place)
    if word in ("t", "toi") and _is_lone_t(words, place):
        return _counted(words, place, place + 1)
    if word in ("year", "years", "yr", "yrs"):
        old = [at for at in range(place + 1, min(place + 3, len(words))) if words[at].folded in ("old", "olds")]
        return _counted(words, place - (place and words[place - 1].folded in _DASHES), old[0] + 1) if old else None
    if word in ("month", "months", "thang") and _is_of_a_baby(words, place):
        months = _counted(words, place - (place and words[place - 1].folded in _DASHES), place + 1)
        return (months[0] // 12, months[1], months[2]) if months else None
    if word in ("aged", "age") and place + 1 < len(words):
        after = words[place + 1].folded
        return (int(after), place, place + 2) if after.isdecimal() and len(after) < 4 else None
    return None


def _tuoi(words: Sequence[Word], place: int) -> tuple[int, int, int] | None:
    before = _counted(words, place, place + 1)
    if before:
        return before
    after = words[place + 1].folded if place + 1 < len(words) else ""
    return (int(after), place, place + 2) if after.isdecimal() and len(after) < 4 else None


def _counted(words: Sequence[Word], end: int, last: int) -> tuple[int, int, int] | None:
    found = number_before(words, end)
    return (found[0], found[1], last) if found else None


def _is_lone_t(words: Sequence[Word], place: int) -> bool:
    """«cụ 80 t»; «t» is also «tôi», and «5 t» five tonnes."""
    length = words[place].end - words[place].start
    return length == 1 and place > 0 and words[place - 1].folded.isdecimal() and _near(words, place, _PEOPLE)


def _is_of_a_baby(words: Sequence[Word], place: int) -> bool:
    """«bé sáu tháng», «con 8 tháng tuổi», «8 months old»; not «con nộp 2 tháng rồi» or «tháng 9»."""
    after = words[place + 1].folded if place + 1 < len(words) else ""
    if after in ("tuoi", "old"):
        return True
    if after in _WAITS:
        return False
    found = number_before(words, place)
    if found is None or not found[1] or words[found[1]].folded == "tu":  # «từ tháng 8»
        return False
    whose = words[found[1] - 1]
    if whose.folded == "con":  # «còn 3 tháng»
        return whose.meant == "con" and (found[1] == 1 or words[found[1] - 2].folded in _FOR)
    return whose.folded in _YOUNG or (words[found[1] - 2].folded in _YOUNG and whose.folded in _OWNERS)


def _near(words: Sequence[Word], place: int, whom: frozenset[str]) -> bool:
    return any(word.folded in whom for word in words[max(0, place - _FAR) : place])


def _is_bound(words: Sequence[Word], first: int) -> bool:
    before = [word.folded for word in words[max(0, first - 2) : first]]
    return bool(_BOUND.intersection(before[-1:])) or before == ["chua", "du"]
