"""Misspelt words of a message, set right by the words that the examples hold."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.nlu.masking import Views
from bot.nlu.slips import Slips

COMMON = 3
"""Only words that the examples hold so often are taken for what was meant."""


class Mending:
    """Puts the commonest word one slip away in the place of a word that no example holds."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """``counts``: how often the examples hold each folded word."""
        self.counts = dict(counts)
        self._slips = Slips(word for word, count in counts.items() if count >= COMMON)

    @classmethod
    def of(cls, examples: Iterable[Views]) -> "Mending":
        """Learned from examples as people wrote them."""
        return cls(Counter(word for example in examples for word in example.folded.split()))

    def mended(self, seen: Views) -> Views:
        """The same message; only its folded view changes, for the other keeps what was typed."""
        return replace(seen, folded=" ".join(self._word(word) for word in seen.folded.split()))

    def _word(self, word: str) -> str:
        if word in self.counts or not word.isalpha() or word.isupper():
            return word
        near = self._slips.near(word)
        return max(near, key=lambda known: (self.counts[known], known)) if near else word
