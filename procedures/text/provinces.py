"""Provinces named in a message, by today's names, the 63 old ones and their short forms (provinces.json)."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from procedures.text.phrases import Match, Phrases, span_of
from procedures.text.reading import Word, marks, read
from procedures.text.writing import Span, fold

_DATA: dict[str, Any] = json.loads(Path(__file__).with_name("provinces.json").read_text("utf-8"))
PROVINCES: Mapping[str, str] = {each["key"]: each["name"] for each in _DATA["provinces"]}
"""Key («nghe-an») → today's name («Nghệ An»)."""
NAMES: tuple[str, ...] = tuple(
    dict.fromkeys(name for each in _DATA["provinces"] for name in (each["name"], *each["merged"], *each["forms"]))
)
"""Today's names, old ones, and how people write them."""

_FORMS = Phrases({form: each["key"] for each in _DATA["provinces"] for form in each["forms"]})
_KEYS = {fold(form): each["key"] for each in _DATA["provinces"] for form in (each["name"], *each["forms"])}
_KEYS |= {fold(old): each["key"] for each in _DATA["provinces"] for old in each["merged"]}


def _folded(name: str) -> frozenset[str]:
    return frozenset(fold(form) for form in _DATA[name])


_UNSURE, _UNSURE_BARE, _CUES, _NEVER_AFTER = (
    _folded(name) for name in ("unsure", "unsure_bare", "cues", "never_after")
)
_NEVER_BEFORE = {fold(form): frozenset(map(fold, words)) for form, words in _DATA["never_before"].items()}
_FEW = 8
_TITLES = frozenset(("tinh", "tp", "thanh", "pho", ".", "-", "t", "city", "province"))


def province_key(name: str) -> str | None:
    """The key of a province by any of its names, old ones too, or by its key; None where it is no name we know."""
    return name if name in PROVINCES else _KEYS.get(fold(name))


def find_provinces(text: str) -> list[Span]:
    """Provinces in the text; ``kind`` "province", ``value`` the key of today's province."""
    return provinces_in(read(text))


def provinces_in(words: Sequence[Word]) -> list[Span]:
    """The same, over words that were read already."""
    return [
        Span("province", *span_of(words, match.first, match.last), match.value)
        for match in _FORMS.find(words)
        if _is_meant(words, match)
    ]


def _is_meant(words: Sequence[Word], match: Match[str]) -> bool:
    before = [word.folded for word in words[max(0, match.first - 2) : match.first]]
    after = words[match.last].folded if match.last < len(words) else ""
    if after in _NEVER_BEFORE.get(match.phrase, ()):
        return False
    one, two = "".join(before[-1:]), " ".join(before)
    if two == "thanh pho":
        return True
    if one in _NEVER_AFTER or two in _NEVER_AFTER:
        return False
    if match.phrase not in _UNSURE and not (match.phrase in _UNSURE_BARE and _is_bare(words, match)):
        return True
    return one in _CUES or two in _CUES or (len(words) <= _FEW and _is_alone(words, match))


def _is_bare(words: Sequence[Word], match: Match[str]) -> bool:
    """Whether diacritics are missing; of «gia lai» only the rest of the message can tell."""
    return match.bare or not any(marks(word.meant) for word in words)


def _is_alone(words: Sequence[Word], match: Match[str]) -> bool:
    rest = [*words[: match.first], *words[match.last :]]
    return all(word.folded in _TITLES or not word.folded[:1].isalnum() for word in rest)
