"""Misspelt words of a message, each set right by the words beside it: the likeliest reading of the whole message.

How likely words are, alone and after each other, is learned from examples. A word reads as itself or as one that is a
slip away (slips.py): one that nobody wrote before easily, a known one only where it never stood beside its neighbours.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from bot.nlu.slips import Slips, unlikely
from procedures.text import fold

_BORDER = ""
"""Stands before the first word, after the last, and for marks and numbers."""
_BORDER_SHARE = 0.08
"""How often a border follows a word of which nothing is known."""
_PAIRED, _TRIED = 0.9, 3
"""How much the word before counts against how common a word is by itself, where that word was often held."""
_OFTEN = 2
"""Words held more seldom are nobody's meaning."""
_KNOWN, _UNWRITTEN, _STRANGE = 8.0, 4.0, 3.5
"""What a slip costs (in nats) in a word of the examples; in one whose diacritics they never bear; in any other."""
_KEPT = 1.0
"""What a strange word costs that is left as it is, beside what a word that was never held costs."""
_FOLDED = 0.7
"""What it costs more where the diacritics that were typed don't fit."""
_UNLIKELY = 2.0
"""What slips cost more that fingers seldom make."""
_LONGEST, _MOST = 24, 60
"""Letters of a word, and words of a message (the last), that are looked at."""
_LIKELIEST = 10
"""Other readings of a word that are weighed."""
_VOWELS = frozenset("aeiouy")
_KEPT_IN_MIND = 8192


class Reading(NamedTuple):
    """What a word may mean: with its diacritics, as far as known, and folded; and what that costs."""

    written: str
    folded: str
    cost: float


class Spelling:
    """Reads words as they were meant."""

    def __init__(self, words: Mapping[str, int], pairs: Mapping[str, Mapping[str, int]]) -> None:
        """``words``: how often each was held, as written. ``pairs``: how often a folded word followed another."""
        self.words = dict(words)
        self.pairs = {one: dict(others) for one, others in pairs.items()}
        self._folded: Counter[str] = Counter()
        for word, count in words.items():
            self._folded[fold(word)] += count
        self._total = sum(self._folded.values()) + 1
        self._after = {one: sum(others.values()) for one, others in self.pairs.items()}
        self._slips = Slips(word for word, count in self._folded.items() if count >= _OFTEN)
        self._written = Slips(word for word, count in words.items() if count >= _OFTEN and not word.isascii())
        self._readings = lru_cache(maxsize=_KEPT_IN_MIND)(self._made)
        self._cost = lru_cache(maxsize=_KEPT_IN_MIND * 4)(self._counted)

    @classmethod
    def of(cls, sentences: Iterable[Sequence[str]]) -> "Spelling":
        """Learned from words as they were meant, with the diacritics they bear."""
        words: Counter[str] = Counter()
        pairs: dict[str, Counter[str]] = defaultdict(Counter)
        for sentence in sentences:
            before = _BORDER
            for word in sentence:
                if _is_word(word):
                    words[word] += 1
                folded = fold(word) if _is_word(word) else _BORDER
                pairs[before][folded] += 1
                before = folded
            pairs[before][_BORDER] += 1
        return cls(words, pairs)

    def knows(self, folded: str) -> bool:
        """Whether an example held the word."""
        return folded in self._folded

    def read(self, words: Sequence[str]) -> list[str]:
        """Each word as it was meant, with diacritics as far as they are known.

        ``words``: as typed; one may stand for several, and what is no word stays as it is.
        """
        start = max(0, len(words) - _MOST)
        choices = [self._choices(words, place) for place in range(start, len(words))]
        if all(len(each) == 1 for each in choices):
            return list(words)
        # The cheapest way to each meaning of the last word: its cost, and the meanings so far.
        best: dict[str, tuple[float, tuple[str, ...]]] = {_BORDER: (0.0, ())}
        for choice in choices:
            following: dict[str, tuple[float, tuple[str, ...]]] = {}
            for reading in choice:
                first, last = _ends(reading.folded)
                total, path = min((cost + self._cost(before, first), way) for before, (cost, way) in best.items())
                total += reading.cost
                if last not in following or total < following[last][0]:
                    following[last] = (total, (*path, reading.written))
            best = following
        _, path = min((cost + self._cost(before, _BORDER), way) for before, (cost, way) in best.items())
        return [*words[:start], *path]

    def _choices(self, words: Sequence[str], place: int) -> tuple[Reading, ...]:
        readings = self._readings(words[place])
        if len(readings) > 1 and self.knows(readings[0].folded):
            before = _ends(self._readings(words[place - 1])[0].folded)[1] if place else _BORDER
            after = _ends(self._readings(words[place + 1])[0].folded)[0] if place + 1 < len(words) else _BORDER
            folded = readings[0].folded
            if (before and folded in self.pairs.get(before, ())) or (after and after in self.pairs.get(folded, ())):
                return readings[:1]
        return readings

    def _made(self, word: str) -> tuple[Reading, ...]:
        """What a word may mean, itself first."""
        folded = fold(word)
        short = self.knows(folded) and _VOWELS.isdisjoint(folded)  # «tp», «cccd»: nobody slips into a short form
        if short or not _is_word(word) or not 1 < len(folded) <= _LONGEST:
            return (Reading(word, folded, 0.0),)
        price, itself = _STRANGE, _KEPT
        if self.knows(folded):
            price, itself = (_KNOWN if word == folded or word in self.words else _UNWRITTEN), 0.0
        found = {}
        for near in self._slips.near(folded):
            cost = price + (_UNLIKELY if unlikely(folded, near) else 0.0) + (0.0 if word == folded else _FOLDED)
            found[near] = Reading(near, near, cost)
        # Of several ways to write the same word the most usual counts, in every process.
        others = self._written.near(word) if word != folded else ()
        for near in sorted(others, key=lambda each: (self.words[each], each)):
            bare = fold(near)
            if bare != folded:
                found[bare] = Reading(near, bare, price + (_UNLIKELY if unlikely(folded, bare) else 0.0))
        likely = sorted(found.values(), key=lambda each: (each.cost - log(self._folded[each.folded]), each.folded))
        return (Reading(word, folded, itself), *likely[:_LIKELIEST])

    def _counted(self, before: str, word: str) -> float:
        alone = (self._folded.get(word, 0) + 0.5) / self._total if word else _BORDER_SHARE
        held = self.pairs.get(before)
        if not held:
            return -log(alone)
        weight = _PAIRED * self._after[before] / (self._after[before] + _TRIED)
        return -log(weight * held.get(word, 0) / self._after[before] + (1 - weight) * alone)


def _is_word(word: str) -> bool:
    return word.isalpha() and not word.isupper()


def _ends(folded: str) -> tuple[str, str]:
    """The first and the last word of what one item stands for; borders where it is no word."""
    parts = folded.split()
    return (parts[0], parts[-1]) if parts and all(part.isalpha() for part in parts) else (_BORDER, _BORDER)
