"""Names that a message does not hold word for word: words between, parts apart, one slip, two words written as one."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bot.nlu.alignment import Alignment, aligned
from bot.nlu.marks import fit
from bot.nlu.slips import Slips
from procedures.text.syllables import split as syllable

_WORDS = json.loads(Path(__file__).with_name("loose.json").read_text("utf-8"))
_FILLERS = frozenset(_WORDS["fillers"])
_LIGHT = frozenset(_WORDS["light"])
_BORDERS = frozenset("?.!;")
LONGEST = 150
"""Words of a message that are looked at: of a longer one the last, where the question stands."""
LETTERS_PER_SLIP = 3.5
"""A name bears one slip for so many letters; a slip that makes another sound word counts twice."""
SHORTEST = 6
"""Letters; shorter names are found word for word only."""
_SOUND = 3
"""Letters; no shorter word that is sound counts as misspelt."""
_ALONE = 5
"""Letters; a name of one word bears a slip from this length on."""
_TWICE = re.compile(r"([a-z])\1")
_BREAK, _SLIP = 0.15, 0.1


@dataclass(frozen=True)
class Near:
    """A name found by ``find``: its number, the places of its words, how sure it is (below 1).

    ``doubtful``: a word counts as misspelt though it is a sound word itself.
    """

    number: int
    places: tuple[int, ...]
    confidence: float
    doubtful: bool


class LooseNames:
    """An index of names by their rarest word; a message is compared only with names whose rarest word it holds."""

    def __init__(self, names: Sequence[tuple[tuple[str, ...], Sequence[Sequence[str]]]]) -> None:
        """``names``: folded words of each, and the marks of its written forms (``marks.fit``)."""
        self._names = names
        count = Counter(word for words, _ in names for word in set(words))
        self._known = frozenset(count)
        self._slips = Slips(count)
        self._joined = {a + b: (a, b) for words, _ in names for a, b in pairwise(words) if len(a + b) > 4}
        self._by_rarest: dict[str, list[int]] = defaultdict(list)
        for number, (words, _) in enumerate(names):
            if sum(map(len, words)) >= (SHORTEST if len(words) > 1 else _ALONE):
                self._by_rarest[min(words, key=lambda word: (count[word], -len(word), word))].append(number)
        self._sets = [frozenset(words) for words, _ in names]

    def mended(self, word: str) -> tuple[str, ...]:
        """A word, or what it surely is: two words of a name written as one («hochieu»), a letter twice («hoo»)."""
        if word in self._known or syllable(word) is not None:
            return (word,)
        once = _TWICE.sub(r"\1", word)
        return self._joined.get(word) or ((once,) if once in self._known else (word,))

    def find(self, words: Sequence[str], typed: Sequence[str]) -> list[Near]:
        """Names in a message of these folded words, ``typed`` with what marks they bear; may overlap, best first."""
        first = max(0, len(words) - LONGEST)
        where: dict[str, list[int]] = defaultdict(list)
        slipped: dict[tuple[str, int], bool] = {}  # whether the word there is a sound one, so that the slip is doubtful
        for place in range(first, len(words)):
            if words[place] in self._known:
                where[words[place]].append(place)
            sound = words[place] in self._known or syllable(words[place]) is not None
            if not sound or len(words[place]) >= _SOUND:
                for word in self._slips.near(words[place]):
                    where[word].append(place)
                    slipped[word, place] = sound
        present = frozenset(where)
        found = []
        for word in present:
            for number in self._by_rarest.get(word, ()):
                if self._sets[number] <= present:
                    near = self._aligned(number, where, slipped, words, typed)
                    if near:
                        found.append(near)
        return sorted(found, key=lambda near: (-len(near.places) * near.confidence, near.places, near.number))

    def _aligned(
        self, number: int, where: dict[str, list[int]], slipped: dict[tuple[str, int], bool],
        words: Sequence[str], typed: Sequence[str],
    ) -> Near | None:  # fmt: skip
        name, forms = self._names[number]

        def fillers(start: int, end: int) -> bool:
            return all(word in _FILLERS for word in words[start:end])

        at = aligned(name, where, fillers, _LIGHT)
        if at is None or len(set(at.places)) < len(name) or _crosses_border(at, words):
            return None
        slips = [slipped[pair] for pair in zip(name, at.places, strict=True) if pair in slipped]
        weight = len(slips) + sum(slips)
        letters = sum(map(len, name))
        fewest = 2 if any(slips) else 1
        if slips and (
            len(name) < fewest + (1 if len(name) > 1 else 0) + at.breaks or weight * LETTERS_PER_SLIP > letters
        ):
            return None
        if not fit([typed[place] for place in at.places], forms):
            return None
        return Near(number, at.places, 1 - _BREAK * at.breaks - _SLIP * len(slips), any(slips))


def _crosses_border(at: Alignment, words: Sequence[str]) -> bool:
    return any(word in _BORDERS for word in words[min(at.places) : max(at.places)])
