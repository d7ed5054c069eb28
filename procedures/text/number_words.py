"""Numbers up to ninety-nine in words, Vietnamese and English: «hai mươi mốt», «hăm ba», «twenty one»."""

from collections.abc import Sequence

from procedures.text.reading import Word

_UNITS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_AFTER_TEN = {"mot": 1, "lam": 5, "nham": 5, "ram": 5}
_TENS = {
    "hai": 20, "ba": 30, "bon": 40, "tu": 40, "nam": 50, "sau": 60, "bay": 70, "tam": 80, "chin": 90,
}  # fmt: skip
_ENGLISH_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ENGLISH = {word: number for number, word in enumerate(_ENGLISH_WORDS, 1)}
_ENGLISH_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
                 "ninety": 90}  # fmt: skip
_TEN_WORDS = ("muoi", "chuc")
_LONGEST = 3


def number_before(words: Sequence[Word], end: int) -> tuple[int, int] | None:
    """The number that ends just before ``words[end]``, and the index of its first word; digits or words.

    The longest reading wins («hai mươi mốt» is 21, not 1); None where no number stands there.
    """
    for first in range(max(0, end - _LONGEST), end):
        value = number([word.folded for word in words[first:end]])
        if value is not None:
            return value, first
    return None


def number(words: Sequence[str]) -> int | None:
    """What these folded words say, all of them together, or None."""
    if len(words) == 1:
        word = words[0]
        if word.isdecimal():
            return int(word) if len(word) <= _LONGEST else None
        if word in _TEN_WORDS[:1]:
            return 10
        return _UNITS.get(word) or _ENGLISH.get(word) or _ENGLISH_TENS.get(word)
    if len(words) == 2:
        return _two(*words)
    if len(words) == 3 and words[1] in _TEN_WORDS and words[0] in _TENS:
        unit = _unit(words[2])
        return None if unit is None else _TENS[words[0]] + unit
    if len(words) == 3 and words[1] == "-" and words[0] in _ENGLISH_TENS:
        return _two(words[0], words[2])
    return None


def _two(first: str, second: str) -> int | None:
    if first in _ENGLISH_TENS and _ENGLISH.get(second, 10) < 10:
        return _ENGLISH_TENS[first] + _ENGLISH[second]
    if first in _TENS and second in _TEN_WORDS:
        return _TENS[first]
    unit = _unit(second)
    if unit is None:
        return None
    if first == "muoi":
        return 10 + unit
    if first == "ham":  # «hăm ba»
        return 20 + unit
    if first in _TENS and second in _AFTER_TEN and second != "mot":  # «ba lăm»
        return _TENS[first] + unit
    return None


def _unit(word: str) -> int | None:
    if word.isdecimal():
        return None
    return _AFTER_TEN.get(word) or _UNITS.get(word)
