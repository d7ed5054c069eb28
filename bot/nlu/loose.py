"""Names that a message does not hold word for word: words between, parts apart, one slip, two words written as one."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path

from bot.nlu.alignment import Alignment, aligned
from bot.nlu.filing import counted, filed
from bot.nlu.marks import fit
from bot.nlu.published import Entry
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
_PAIR = 4
"""Letters; two words of no more are never read where they are written as one."""
_DOUBTFUL = 2
"""What a slip counts where the word that was typed is a sound one; else 1."""
_TWICE = re.compile(r"([a-z])\1")
_BREAK, _SLIP = 0.15, 0.1
Filed = tuple[str, Entry]


@dataclass(frozen=True)
class Near:
    """A name found by ``find``: the places of its words, how sure it is (below 1).

    ``doubtful``: a word counts as misspelt though it is a sound word itself.
    """

    entry: Entry
    places: tuple[int, ...]
    confidence: float
    doubtful: bool


class LooseNames:
    """An index of names by two rare words of each; a message is compared only with names of which it holds both.

    Never changes: ``changed`` gives another one.
    """

    def __init__(self) -> None:
        """Holds nothing."""
        self._count: dict[str, int] = {}
        """Of how many names each word is one."""
        self._pairs: dict[tuple[str, str], int] = {}
        self._joined: dict[str, tuple[tuple[str, str], ...]] = {}
        self._slips = Slips(())
        self._by_rare: dict[str, dict[str, tuple[Entry, ...]]] = {}

    def changed(self, gone: Sequence[Entry], come: Sequence[Entry]) -> "LooseNames":
        """The same names without those that are gone, and with those that came."""
        fresh = LooseNames()
        fresh._count = counted(self._count, _words(gone), _words(come))
        fresh._slips = self._slips
        if fresh._count.keys() != self._count.keys():
            fresh._slips = self._slips.changed(self._count.keys() - fresh._count, fresh._count.keys() - self._count)
        fresh._pairs = counted(self._pairs, _pairs(gone), _pairs(come))
        parted, paired = self._pairs.keys() - fresh._pairs, fresh._pairs.keys() - self._pairs
        fresh._joined = filed(self._joined, (("".join(p), p) for p in parted), (("".join(p), p) for p in paired))
        fresh._by_rare = dict(self._by_rare)
        moved: dict[str, tuple[list[Filed], list[Filed]]] = defaultdict(lambda: ([], []))
        for entry in filter(_is_long, gone):
            word, other = self._filed_under(entry)
            moved[word][0].append((other, entry))
        for entry in filter(_is_long, come):
            word, other = fresh._rarest(entry)
            moved[word][1].append((other, entry))
        for word, (left, new) in moved.items():
            fresh._by_rare[word] = filed(fresh._by_rare.get(word, {}), left, new)
            if not fresh._by_rare[word]:
                del fresh._by_rare[word]
        return fresh

    def _rarest(self, entry: Entry) -> tuple[str, str]:
        """Its two rarest words; of a name of one word that twice."""
        rare = sorted(set(entry.words), key=lambda word: (self._count[word], -len(word), word))
        return rare[0], rare[min(1, len(rare) - 1)]

    def _filed_under(self, entry: Entry) -> tuple[str, str]:
        """The words that were its rarest when the name came."""
        pairs = product(entry.words, repeat=2)
        return next((a, b) for a, b in pairs if entry in self._by_rare.get(a, {}).get(b, ()))

    def mended(self, word: str) -> tuple[str, ...]:
        """A word, or what it surely is: two words of a name written as one («hochieu»), a letter twice («hoo»)."""
        if word in self._count or syllable(word) is not None:
            return (word,)
        once = _TWICE.sub(r"\1", word)
        joined = self._joined.get(word)
        return max(joined) if joined else (once if once in self._count else word,)

    def find(self, words: Sequence[str], typed: Sequence[str]) -> list[Near]:
        """Names in a message of these folded words, ``typed`` with what marks they bear; may overlap, best first."""
        where: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, int] = {}  # the least that a slip counts which makes the word
        slip_at = [0] * len(words)
        for place in range(max(0, len(words) - LONGEST), len(words)):
            said = words[place]
            if said in self._count:
                where[said].append(place)
                weights[said] = 0
            sound = said in self._count or syllable(said) is not None
            if not sound or len(said) >= _SOUND:
                weight = slip_at[place] = _DOUBTFUL if sound else 1
                for word in self._slips.near(said):
                    where[word].append(place)
                    if weights.get(word, weight) >= weight:
                        weights[word] = weight
        present = frozenset(where)
        found = []
        for word in present & self._by_rare.keys():
            others = self._by_rare[word]
            for other in present & others.keys():
                for entry in others[other]:
                    if present.issuperset(entry.words) and _is_bearable([weights[each] for each in entry.words], entry):
                        near = _aligned(entry, where, slip_at, words, typed)
                        if near:
                            found.append(near)
        return sorted(found, key=lambda near: (-len(near.places) * near.confidence, near.places, near.entry))


def _words(entries: Iterable[Entry]) -> list[str]:
    return [word for entry in entries for word in set(entry.words)]


def _pairs(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    return [pair for entry in entries for pair in pairwise(entry.words) if len(pair[0] + pair[1]) > _PAIR]


def _is_long(entry: Entry) -> bool:
    return sum(map(len, entry.words)) >= (SHORTEST if len(entry.words) > 1 else _ALONE)


def _aligned(
    entry: Entry, where: dict[str, list[int]], slip_at: Sequence[int], words: Sequence[str], typed: Sequence[str]
) -> Near | None:  # fmt: skip
    name = entry.words

    def fillers(start: int, end: int) -> bool:
        return all(word in _FILLERS for word in words[start:end])

    at = aligned(name, where, fillers, _LIGHT)
    if at is None or len(set(at.places)) < len(name) or _crosses_border(at, words):
        return None
    weights = [slip_at[place] if words[place] != word else 0 for word, place in zip(name, at.places, strict=True)]
    if not _is_bearable(weights, entry, at.breaks) or not fit([typed[place] for place in at.places], entry.marks):
        return None
    slips = sum(weight > 0 for weight in weights)
    return Near(entry, at.places, 1 - _BREAK * at.breaks - _SLIP * slips, max(weights) == _DOUBTFUL)


def _is_bearable(weights: Sequence[int], entry: Entry, breaks: int = 0) -> bool:
    """Whether a name bears slips of such weights in its words, and that its parts are so often apart."""
    worst = max(weights)
    fewest = worst + (1 if len(weights) > 1 else 0) + breaks
    return not worst or (len(weights) >= fewest and sum(weights) * LETTERS_PER_SLIP <= sum(map(len, entry.words)))


def _crosses_border(at: Alignment, words: Sequence[str]) -> bool:
    return any(word in _BORDERS for word in words[min(at.places) : max(at.places)])
