"""Lists of phrases found in a message, longest first, diacritics compared where somebody typed them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from procedures.text.reading import Word, marks
from procedures.text.writing import fold

Value = TypeVar("Value")

_TONES = frozenset(
    "\N{COMBINING GRAVE ACCENT}\N{COMBINING ACUTE ACCENT}\N{COMBINING HOOK ABOVE}\N{COMBINING DOT BELOW}"
)


@dataclass(frozen=True)
class Match(Generic[Value]):
    """``words[first:last]`` are a phrase of the list. ``bare``: diacritics that it bears were not typed."""

    first: int
    last: int
    value: Value
    bare: bool
    phrase: str
    """Folded."""


@dataclass(frozen=True)
class _Phrase(Generic[Value]):
    folded: tuple[str, ...]
    marks: tuple[str, ...]
    value: Value


class Phrases(Generic[Value]):
    """Phrases as they are properly written, each with what it stands for.

    Words typed without diacritics fit any; others must bear the same. ``lenient``: of several words some
    may bear a tone too many, as long as one is right («thương bịnh»); never another one («người giả», người già).
    """

    def __init__(self, listed: Mapping[str, Value] | Iterable[tuple[str, Value]], *, lenient: bool = False) -> None:
        """``listed``: (phrase, value); a phrase may be listed once."""
        self._lenient = lenient
        self._by_first: dict[str, list[_Phrase[Value]]] = {}
        for phrase, value in listed.items() if isinstance(listed, Mapping) else listed:
            written = phrase.lower().split()
            one = _Phrase(tuple(fold(word) for word in written), tuple(marks(word) for word in written), value)
            self._by_first.setdefault(one.folded[0], []).append(one)
        for phrases in self._by_first.values():
            phrases.sort(key=lambda one: -len(one.folded))

    def find(self, words: Sequence[Word]) -> list[Match[Value]]:
        """Phrases in the order they stand, not overlapping; where several begin, the longest that fits."""
        found: list[Match[Value]] = []
        free = 0
        for first, word in enumerate(words):
            if first < free:
                continue
            match = self._at(words, first, self._by_first.get(word.folded, ()))
            if match:
                found.append(match)
                free = match.last
        return found

    def _at(self, words: Sequence[Word], first: int, phrases: Sequence[_Phrase[Value]]) -> Match[Value] | None:
        for one in phrases:
            last = first + len(one.folded)
            here = words[first:last]
            if tuple(word.folded for word in here) != one.folded:
                continue
            typed = [marks(word.meant) for word in here]
            if self._fits(typed, one.marks):
                bare = any(theirs and not ours for ours, theirs in zip(typed, one.marks, strict=True))
                return Match(first, last, one.value, bare, " ".join(one.folded))
        return None

    def _fits(self, typed: Sequence[str], right: Sequence[str]) -> bool:
        wrong = [pair for pair in zip(typed, right, strict=True) if pair[0] and pair[0] != pair[1]]
        if not wrong:
            return True
        slips = all(not theirs and _TONES.issuperset(ours) for ours, theirs in wrong)
        return self._lenient and slips and len(wrong) < len(right)


def span_of(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Where ``words[first:last]`` stand in the text."""
    return words[first].start, words[last - 1].end
