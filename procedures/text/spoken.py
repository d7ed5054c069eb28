"""Personal numbers in words, digit by digit: «không chín một hai …», «zero nine one two …»."""

import re

from procedures.text.numbers import kind_of
from procedures.text.writing import Span, fold

_DIGITS = {
    "khong": "0", "mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5", "lam": "5", "sau": "6",
    "bay": "7", "tam": "8", "chin": "9",
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9",
}  # fmt: skip
_LEAST = 9
_WORD = (
    r"(?:kh[ôo]ng|m[ộốo]t|hai|ba|b[ốo]n|t[ưu]|n[ăa]m|l[ăa]m|s[áa]u|b[ảaẩ]y|t[áa]m|ch[íi]n"
    r"|zero|one|two|three|four|five|six|seven|eight|nine|\d)"
)
_RUN = re.compile(rf"(?<![\w]){_WORD}(?:[\s,.\-–]{{1,3}}{_WORD}){{{_LEAST - 1},18}}(?!\w)", re.IGNORECASE)


def find_spoken(text: str) -> list[Span]:
    """Runs of nine or more digits of which at least two are words; ``value`` in plain digits."""
    return [span for match in _RUN.finditer(text) if (span := _span(text, match))]


def _span(text: str, match: re.Match[str]) -> Span | None:
    words = re.findall(r"\w+", fold(match.group()))
    if sum(not word.isdecimal() for word in words) < 2:
        return None
    digits = "".join(_DIGITS.get(word, word) for word in words)
    before = fold(text[max(0, match.start() - 40) : match.start()])
    return Span(kind_of([digits], before) or "account", match.start(), match.end(), digits)
