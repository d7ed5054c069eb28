"""How and on what occasion something is done, and with which level of account (situations.json)."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from procedures.text.groups import is_denied
from procedures.text.number_words import number
from procedures.text.phrases import Match, Phrases, span_of
from procedures.text.reading import Word, read
from procedures.text.writing import Span, fold

_DATA: dict[str, Any] = json.loads(Path(__file__).with_name("situations.json").read_text("utf-8"))


def _listed(name: str) -> Phrases[str]:
    return Phrases({phrase: value for value, phrases in _DATA[name].items() for phrase in phrases})


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _DATA[name])


def _neighbours(name: str) -> dict[str, frozenset[str]]:
    return {fold(word): frozenset(map(fold, others)) for word, others in _DATA[name].items()}


_CHANNELS, _OCCASIONS = _listed("channels"), _listed("occasions")
_APPS = _listed("apps")
_LEVELS = Phrases(dict.fromkeys(_DATA["levels"], ""))
_DONE_BY, _DOING, _AFTER_CAP, _NEVER_LEVEL, _OF_THE_OFFICE = (
    _words(name) for name in ("done_by", "doing", "level_after_cap", "never_level", "of_the_office")
)
_NEVER_BEFORE, _NEVER_AFTER = _neighbours("never_before"), _neighbours("never_after")
_GLUED = re.compile(r"(?:m|lv|lvl|muc|level)([12])")
_SPACED = tuple(f" {word} " for word in _DOING)
_DOING_FAR = 8
_SOON = 4


def find_channels(text: str) -> list[Span]:
    """Ways of handing in: ``kind`` "channel", ``value`` one of Channel in procedures/record.py."""
    return channels_in(read(text))


def find_occasions(text: str) -> list[Span]:
    """First, change, reissue, late or on time: ``kind`` "occasion", ``value`` as When.occasion."""
    return occasions_in(read(text))


def find_levels(text: str) -> list[Span]:
    """Levels of the VNeID account: ``kind`` "level", ``value`` "1" or "2"."""
    return levels_in(read(text))


def channels_in(words: Sequence[Word]) -> list[Span]:
    """As ``find_channels``, over words that were read already."""
    apps = [match for match in _APPS.find(words) if _is_a_way(words, match.first)]
    found = [match for match in _CHANNELS.find(words) if _fits(words, match)]
    return _spans("channel", words, sorted([*found, *apps], key=lambda match: match.first))


def occasions_in(words: Sequence[Word]) -> list[Span]:
    """As ``find_occasions``, over words that were read already."""
    return _spans("occasion", words, [match for match in _OCCASIONS.find(words) if _fits(words, match)])


def levels_in(words: Sequence[Word]) -> list[Span]:
    """As ``find_levels``, over words that were read already."""
    found = []
    for place, word in enumerate(words):
        glued = _GLUED.fullmatch(word.folded)
        if glued and not (place and words[place - 1].folded.isdecimal()):  # «300 m2» is an area
            found.append(Span("level", word.start, word.end, glued[1]))
    for match in _LEVELS.find(words):
        level = number([words[match.last].folded]) if match.last < len(words) else None
        if level in (1, 2) and _is_of_an_account(words, match):
            found.append(Span("level", *span_of(words, match.first, match.last + 1), str(level)))
    return sorted(found, key=lambda span: span.start)


def _spans(kind: str, words: Sequence[Word], matches: Sequence[Match[str]]) -> list[Span]:
    return [Span(kind, *span_of(words, match.first, match.last), match.value) for match in matches]


def _fits(words: Sequence[Word], match: Match[str]) -> bool:
    before = [word.folded for word in words[max(0, match.first - 2) : match.first]]
    after = words[match.last].folded if match.last < len(words) else ""
    never = _NEVER_BEFORE.get(match.phrase, frozenset())
    if never.intersection(("".join(before[-1:]), " ".join(before))) or after in _NEVER_AFTER.get(match.phrase, ()):
        return False
    if match.value == "late" and _OF_THE_OFFICE.intersection(
        word.folded for word in words[match.last : match.last + _SOON]
    ):
        return False
    return not is_denied(words, match.first)


def _is_a_way(words: Sequence[Word], first: int) -> bool:
    before = [word.folded for word in words[max(0, first - _DOING_FAR) : first]]
    return bool(before) and before[-1] in _DONE_BY and any(doing in f" {' '.join(before)} " for doing in _SPACED)


def _is_of_an_account(words: Sequence[Word], match: Match[str]) -> bool:
    """«mức 2», «định danh cấp 2»; not «trường cấp 2», «cấp 2 bản», «nhà cấp 1», nor «mức 2 triệu»."""
    before = [word.folded for word in words[max(0, match.first - 2) : match.first]]
    if _NEVER_LEVEL.intersection(before[-1:]):
        return False
    after = words[match.last + 1].folded if match.last + 1 < len(words) else ""
    if after in ("trieu", "ban", "nghin", "%", "tr", "k", "dong", "lan", "."):
        return after == "." and match.last + 2 >= len(words)
    if match.phrase in ("cap", "cap do"):
        return bool(_AFTER_CAP.intersection(("".join(before[-1:]), " ".join(before))))
    return True
