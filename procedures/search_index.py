"""The index behind ``procedures.search``: made for the names of all the nation's procedures, several for each.

Names of few procedures come first: the rarest words of a query choose the names that are looked at, the words that
thousands of names share only add to those. So a query costs about the same whatever it asks.
"""

import math
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from sys import intern

from rapidfuzz import fuzz, process

NAME_SHARE = 0.6
"""Weight of «how much of the name is in the query» against «how much of the query is in the name»."""
PHRASE_BONUS = 0.25
"""Added where the name stands in the query word for word; where the query stands in the name, by its share of it."""
TYPO_CUTOFF = 74
"""Similarity (0 to 100) from which an unknown word of four or more letters counts as a known one mistyped."""
TYPO_WEIGHT = 0.6
"""What a mistyped word weighs against the same word written right."""
ONLY_TYPOS = 0.4
"""The most that a name can score of which the query holds no word written right."""
MOST_OF_IT = 0.6
"""Share (by weight) from which words count as most of a name or of a query."""
HALF = 0.5
"""Share of a name below which the query hardly names it: «ly hôn» is not «tách hộ sau ly hôn»."""
SHORT = 4
"""Up to so many words a query is a name, not a sentence: words that no name holds then speak against every hit."""
FAMILY_SHARE = 0.5
"""What the name of a whole family («bằng lái») counts for each of its procedures: it names none of them."""
CANDIDATES = 1000
"""So many names are enough to look at: words more common than that choose no further ones."""
FINALISTS = 200
"""So many names are compared word for word."""
MOST_WORDS = 64
"""Words of a query that are read; what follows is no name of a procedure."""
MOST_TYPOS = 12
"""Unknown words of a query that are compared with all known ones."""
KEPT_TYPOS = 4096
"""Unknown words whose likely meaning is remembered."""

_DROPPED = re.compile(r"\[[a-z_]+:[0-9a-f]{10}\]|(?<!\w)[1-3]\.\d{6}[\w.]*")
_WORD = re.compile(r"[^\W_]+")
Found = tuple[str, float, str]
"""Slug, score, and the name that matched."""


def words(folded: str) -> list[str]:
    """The words of a folded text, without marks; «cmnd/cccd» is two words, a national code or a placeholder none."""
    return _WORD.findall(_DROPPED.sub(" ", folded))


class Index:
    """Names of all live records, ready to be searched; it never changes."""

    def __init__(self, names: Iterable[tuple[str, str, str]], of_families: Iterable[tuple[str, str, str]] = ()):
        """Each: (slug, name as it is written, name folded). ``of_families``: names of the family of a procedure."""
        self._slugs: list[str] = []
        self._texts: list[str] = []
        self._words: list[tuple[str, ...]] = []
        self._postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._phrases: dict[tuple[str, ...], array[int]] = defaultdict(lambda: array("I"))
        for slug, text, folded in names:
            self._add(intern(slug), text, tuple(map(intern, words(folded))))
        self._own = len(self._slugs)
        for slug, text, folded in of_families:
            self._add(intern(slug), text, tuple(map(intern, words(folded))))
        self._postings, self._phrases = dict(self._postings), dict(self._phrases)
        self._longest = max(map(len, self._phrases), default=0)
        total = len(set(self._slugs)) + 1
        bearers = {word: len({self._slugs[n] for n in numbers}) for word, numbers in self._postings.items()}
        self._weight = {word: math.log(1 + total / count) for word, count in bearers.items()}
        self._rarest = math.log(1 + total)
        self._totals = array("d", (sum(map(self._weight.__getitem__, set(name))) for name in self._words))
        self._vocabulary = [word for word in self._postings if len(word) >= 4]
        self._typos: dict[str, str] = {}

    def _add(self, slug: str, text: str, name: tuple[str, ...]) -> None:
        number = len(self._slugs)
        self._slugs.append(slug)
        self._texts.append(text)
        self._words.append(name)
        for word in set(name):
            self._postings[word].append(number)
        if name:
            self._phrases[name].append(number)

    def names(self, asked: Sequence[str]) -> bool:
        """Whether a name stands in these folded words word for word."""
        return bool(self._named(asked[:MOST_WORDS]))

    def rank(self, asked: Sequence[str]) -> list[Found]:
        """The best name of each procedure for these folded words, best first."""
        asked = asked[:MOST_WORDS]
        right = {word for word in asked if word in self._postings}
        unknown = list(dict.fromkeys(word for word in asked if word not in right))[:MOST_TYPOS]
        mistyped = {self._meant(word) for word in unknown} - right - {""}
        weights = {word: self._weight[word] for word in right}
        weights |= {word: self._weight[word] * TYPO_WEIGHT for word in mistyped}
        if not weights:
            return []
        named = self._named(asked)
        overlap = self._overlap(weights, named)
        whole_query = sum(map(self._weight.__getitem__, weights)) + self._unmatched(asked, weights)
        best: dict[str, tuple[float, int]] = {}
        for number in {*self._finalists(overlap, whole_query), *named}:
            score = self._score(number, overlap[number], whole_query, asked)
            if number in named:
                score += PHRASE_BONUS
            if score > ONLY_TYPOS and right.isdisjoint(self._words[number]):
                score = ONLY_TYPOS
            if number >= self._own:
                score *= FAMILY_SHARE
            slug = self._slugs[number]
            if slug not in best or (score, -number) > (best[slug][0], -best[slug][1]):
                best[slug] = (score, number)
        found = [(slug, score, self._texts[number]) for slug, (score, number) in best.items()]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def _score(self, number: int, shared: float, whole_query: float, asked: Sequence[str]) -> float:
        share, explained = shared / self._totals[number], shared / whole_query
        score = (NAME_SHARE * share + (1 - NAME_SHARE) * explained) * (1 - PHRASE_BONUS)
        score *= min(1.0, HALF + share)
        if share > MOST_OF_IT and len(asked) < len(self._words[number]) and self._holds(number, asked):
            score += PHRASE_BONUS * share
        if len(asked) <= SHORT and explained < MOST_OF_IT:
            score *= explained + 1 - MOST_OF_IT
        return score

    def _holds(self, number: int, asked: Sequence[str]) -> bool:
        return f" {' '.join(asked)} " in f" {' '.join(self._words[number])} "

    def _named(self, asked: Sequence[str]) -> set[int]:
        """Names that stand in the query word for word."""
        found: set[int] = set()
        for start in range(len(asked)):
            for end in range(start + 1, min(start + self._longest, len(asked)) + 1):
                found.update(self._phrases.get(tuple(asked[start:end]), ()))
        return found

    def _overlap(self, weights: dict[str, float], named: set[int]) -> dict[int, float]:
        """Weight of the words that a name shares with the query, for the names worth looking at."""
        overlap = dict.fromkeys(named, 0.0)
        for word in sorted(weights, key=lambda word: len(self._postings[word])):
            weight, posting = weights[word], self._postings[word]
            if len(overlap) - len(named) < CANDIDATES:
                overlap = dict.fromkeys(posting, 0.0) | overlap
            for number in overlap.keys() & posting:
                overlap[number] += weight
        return overlap

    def _finalists(self, overlap: dict[int, float], whole_query: float) -> Iterable[int]:
        if len(overlap) <= FINALISTS:
            return overlap
        totals, explains = self._totals, (1 - NAME_SHARE) / whole_query
        rough = [
            ((NAME_SHARE * (share := shared / totals[number]) + explains * shared) * (HALF + share), number)
            for number, shared in overlap.items()
        ]
        return [number for _, number in nlargest(FINALISTS, rough)]

    def _unmatched(self, asked: Sequence[str], matched: dict[str, float]) -> float:
        """Weight of a short query's words that no name holds: that of the rarest word, for each."""
        if len(asked) > SHORT:
            return 0.0
        known = sum(word in self._postings for word in asked)
        return max(0, len(asked) - max(known, len(matched))) * self._rarest

    def _meant(self, word: str) -> str:
        """The known word that an unknown one is likely to be; empty where there is none."""
        if len(word) < 4:
            return ""
        meant = self._typos.get(word)
        if meant is None:
            near = process.extractOne(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=TYPO_CUTOFF)
            meant = near[0] if near else ""
            if len(self._typos) >= KEPT_TYPOS:
                self._typos.clear()
            self._typos[word] = meant
        return meant
