"""Groups of people that a message names: students, poor households, foreigners (groups.json)."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from procedures.text.phrases import Phrases, span_of
from procedures.text.reading import Word, read
from procedures.text.writing import Span, fold

_DATA: dict[str, Any] = json.loads(Path(__file__).with_name("groups.json").read_text("utf-8"))


def _spelt_out(phrase: str) -> list[str]:
    """A phrase once for each word that its ``{list}`` stands for."""
    for name in ("country", "people", "nation"):
        if f"{{{name}}}" in phrase:
            return [phrase.replace(f"{{{name}}}", word) for word in _DATA[name]]
    return [phrase]


_LISTED = {
    each: group for group, phrases in _DATA["groups"].items() for phrase in phrases for each in _spelt_out(phrase)
}
_GROUPS = Phrases(_LISTED | dict.fromkeys(_DATA["none"], ""), lenient=True)
_NOT = frozenset(fold(word) for word in _DATA["not"])
_NOT_FAR = 4
"""Words of the longest denial."""


def find_groups(text: str) -> list[Span]:
    """Groups that are named and not denied: ``kind`` "group", ``value`` as When.groups in procedures/record.py."""
    return groups_in(read(text))


def groups_in(words: Sequence[Word]) -> list[Span]:
    """As ``find_groups``, over words that were read already."""
    return [
        Span("group", *span_of(words, match.first, match.last), match.value)
        for match in _GROUPS.find(words)
        if match.value and not is_denied(words, match.first)
    ]


def is_denied(words: Sequence[Word], first: int) -> bool:
    """Whether what begins with ``words[first]`` is said not to be so."""
    before = [word.folded for word in words[max(0, first - _NOT_FAR) : first]]
    return any(" ".join(before[at:]) in _NOT for at in range(len(before)))
