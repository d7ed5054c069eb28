"""Ranking search over names, aliases and codes, with or without diacritics, with typos.

An index in memory (postings by word), made anew when something was published. A name scores by how much of it the query
holds and how much of the query it explains, both weighed by how rare the words are (inverse document frequency). A
mistyped word counts for less than one that is written right.
"""

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from procedures.lookup import NotInForce, in_force
from procedures.models import KnownName, Publication
from procedures.text import find_procedure_codes, fold, tokens

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


@dataclass(frozen=True)
class Hit:
    """A procedure found: ``score`` up to 1, ``why`` the name or code that matched."""

    slug: str
    name: str
    score: float
    why: str


@dataclass(frozen=True)
class _Entry:
    slug: str
    text: str
    padded: str
    """The folded words with a space before and after."""
    words: frozenset[str]


class Index:
    """Names of all live records, ready to be searched."""

    def __init__(self, entries: list[_Entry]):
        self.entries = entries
        self.postings: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            for word in entry.words:
                self.postings[word].append(number)
        slugs_of = {word: {entries[n].slug for n in numbers} for word, numbers in self.postings.items()}
        total = len({entry.slug for entry in entries}) + 1
        self.weight = {word: math.log(1 + total / len(slugs)) for word, slugs in slugs_of.items()}
        self.rarest = math.log(1 + total)
        self.totals = [sum(self.weight[word] for word in entry.words) for entry in entries]
        self.vocabulary = [word for word in self.postings if len(word) >= 4]

    def rank(self, query: str) -> list[tuple[str, float, str]]:
        """(slug, score, why) of the best name of each procedure, best first."""
        asked = _words(query).split()
        padded = f" {' '.join(asked)} "
        right = {word for word in asked if word in self.postings}
        mistyped = {self._meant(word) for word in asked if word not in right} - right - {""}
        if not right and not mistyped:
            return []
        weights = {word: self.weight[word] for word in right}
        weights |= {word: self.weight[word] * TYPO_WEIGHT for word in mistyped}
        overlap: dict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            for number in self.postings[word]:
                overlap[number] += weight
        whole_query = sum(self.weight[word] for word in weights) + self._unmatched(asked, weights)
        best: dict[str, tuple[float, str]] = {}
        for number, shared in overlap.items():
            entry = self.entries[number]
            share, explained = shared / self.totals[number], shared / whole_query
            score = (NAME_SHARE * share + (1 - NAME_SHARE) * explained) * (1 - PHRASE_BONUS)
            score *= min(1.0, HALF + share)
            if entry.padded in padded:
                score += PHRASE_BONUS
            elif share > MOST_OF_IT and padded in entry.padded:
                score += PHRASE_BONUS * share
            if len(asked) <= SHORT and explained < MOST_OF_IT:
                score *= explained + 1 - MOST_OF_IT
            if score > ONLY_TYPOS and right.isdisjoint(entry.words):
                score = ONLY_TYPOS
            if score > best.get(entry.slug, (0.0, ""))[0]:
                best[entry.slug] = (score, entry.text)
        return sorted(((slug, *found) for slug, found in best.items()), key=lambda hit: (-hit[1], hit[0]))

    def _unmatched(self, asked: list[str], matched: dict[str, float]) -> float:
        """Weight of a short query's words that no name holds: that of the rarest word, for each."""
        if len(asked) > SHORT:
            return 0.0
        known = sum(word in self.postings for word in asked)
        return max(0, len(asked) - max(known, len(matched))) * self.rarest

    def _meant(self, word: str) -> str:
        """The known word that an unknown one is likely to be; empty where there is none."""
        if len(word) < 4:
            return ""
        near = process.extractOne(word, self.vocabulary, scorer=fuzz.ratio, score_cutoff=TYPO_CUTOFF)
        return near[0] if near else ""


_NATIONAL_CODE = re.compile(r"[1-3]\.\d{6}")


def _words(text: str) -> str:
    """The folded words of a text, without marks; «CMND/CCCD» is two words, a national code none."""
    parts: list[str] = []
    for span in tokens(fold(text)):
        if not _NATIONAL_CODE.match(span.value):
            parts += [part for part in re.split(r"[-/.]", span.value) if part.isalnum()]
    return " ".join(parts)


def _entry(name: KnownName) -> _Entry:
    folded = _words(name.text)
    return _Entry(name.slug, name.text, f" {folded} ", frozenset(folded.split()))


def search(session: Session, text: str, on: date, limit: int = 5) -> list[Hit]:
    """The procedures that fit best, best first; a national code in the text comes before everything."""
    ranked: list[tuple[str, float, str]] = []
    for span in find_procedure_codes(text):
        slug = session.scalar(select(KnownName.slug).where(KnownName.text == span.value).limit(1))
        if slug:
            ranked.append((slug, 1.0, span.value))
    ranked += index(session).rank(text)
    hits: dict[str, Hit] = {}
    for slug, score, why in ranked:
        if len(hits) == limit:
            break
        try:
            name = in_force(session, slug, on).name.vi
        except NotInForce:
            continue
        hits.setdefault(slug, Hit(slug, name, round(score, 4), why))
    return list(hits.values())


_CACHE: WeakKeyDictionary[Engine, tuple[int | None, Index]] = WeakKeyDictionary()


def index(session: Session) -> Index:
    """The index of what is published now; kept until the next publication."""
    engine = session.get_bind().engine
    newest = session.scalar(select(func.max(Publication.id)))
    kept = _CACHE.get(engine)
    if kept is None or kept[0] != newest:
        names = session.scalars(select(KnownName).where(KnownName.kind.in_(("name", "alias"))))
        kept = (newest, Index([_entry(name) for name in names]))
        _CACHE[engine] = kept
    return kept[1]
