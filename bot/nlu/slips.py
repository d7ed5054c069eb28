"""Which known word a misspelt one may be: one letter left out, added, changed or swapped with its neighbour."""

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial

from bot.nlu.filing import filed

SHORTEST = 2
"""Letters; in a shorter word one slip makes any word of any other."""
LONGEST = 24
_KEPT = 4096
"""Words whose neighbours are remembered."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    key: frozenset(near for other in _ROWS[max(0, row - 1) : row + 2] for near in other[max(0, place - 1) : place + 2])
    for row, keys in enumerate(_ROWS)
    for place, key in enumerate(keys)
}
"""The keys around each."""


class Slips:
    """Known words by what is left of them without one letter (as in SymSpell): a look-up is a few hashes."""

    def __init__(self, known: Iterable[str], rests: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """``known``: folded words. ``rests``: such an index that is made already."""
        self._rests = filed({}, (), _filed_under(known)) if rests is None else rests
        # The remembering function holds the index and not this object: what is let go of is freed at once.
        self.near = lru_cache(maxsize=_KEPT)(partial(_look_up, self._rests))
        """Known words one slip away from a folded word, itself not among them. Messages share most of their words."""

    def changed(self, gone: Iterable[str], come: Iterable[str]) -> "Slips":
        """The same without words that are gone, and with those that came."""
        return Slips((), filed(self._rests, _filed_under(gone), _filed_under(come)))


def _filed_under(known: Iterable[str]) -> list[tuple[str, str]]:
    words = (word for word in known if SHORTEST <= len(word) <= LONGEST and word.isalpha())
    return [(rest, word) for word in words for rest in _rests(word)]


def _look_up(index: Mapping[str, tuple[str, ...]], word: str) -> frozenset[str]:
    if not SHORTEST <= len(word) <= LONGEST:
        return frozenset()
    found = {known for rest in _rests(word) for known in index.get(rest, ())}
    return frozenset(known for known in found if one_slip(word, known))


def one_slip(one: str, other: str) -> bool:
    """Whether exactly one slip lies between two words."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))  # noqa: B905
    rest, theirs = one[start:], other[start:]
    if len(rest) == len(theirs):
        return rest[1:] == theirs[1:] or (rest[:2] == theirs[1::-1] and rest[2:] == theirs[2:])
    return rest[1:] == theirs or rest == theirs[1:]


def _rests(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def unlikely(typed: str, meant: str) -> bool:
    """Whether a slip is one that fingers seldom make: no key beside, none pressed twice, left out or too early."""
    start = next((i for i, (a, b) in enumerate(zip(typed, meant)) if a != b), min(len(typed), len(meant)))  # noqa: B905
    if len(typed) < len(meant):
        return False
    if len(typed) > len(meant):
        return not start or typed[start] != typed[start - 1]
    swapped = typed[start + 1 :] != meant[start + 1 :]
    return not swapped and meant[start] not in _BESIDE.get(typed[start], ())
