"""Which known word a misspelt one may be: one letter left out, added, changed or swapped with its neighbour."""

from collections.abc import Iterable
from functools import lru_cache

SHORTEST = 2
"""Letters; in a shorter word one slip makes any word of any other."""
LONGEST = 24
_KEPT = 4096
"""Words whose neighbours are remembered."""


class Slips:
    """Known words by what is left of them without one letter (as in SymSpell): a look-up is a few hashes."""

    def __init__(self, known: Iterable[str]) -> None:
        """``known``: folded words."""
        self._near: dict[str, list[str]] = {}
        for word in known:
            if SHORTEST <= len(word) <= LONGEST and word.isalpha():
                for rest in _rests(word):
                    self._near.setdefault(rest, []).append(word)
        self.near = lru_cache(maxsize=_KEPT)(self._look_up)
        """Known words one slip away from a folded word, itself not among them. Messages share most of their words."""

    def _look_up(self, word: str) -> frozenset[str]:
        if not SHORTEST <= len(word) <= LONGEST:
            return frozenset()
        found = {known for rest in _rests(word) for known in self._near.get(rest, ())}
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
