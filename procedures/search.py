"""Ranking search over names, aliases and codes, with or without diacritics, with typos.

An index in memory (postings by word), made anew when something was published. A name scores by how much of it the query
holds and how much of the query it explains, both weighed by how rare the words are (inverse document frequency).
"""

import math
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
"""Added where the name stands in the query, or the query in the name, word for word."""
TYPO_CUTOFF = 74
"""Similarity (0 to 100) from which an unknown word of four or more letters counts as a known one mistyped."""


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
    folded: str
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
        self.vocabulary = [word for word in self.postings if len(word) >= 4]

    def rank(self, query: str) -> list[tuple[str, float, str]]:
        """(slug, score, why) of the best name of each procedure, best first."""
        folded = _words(query)
        words = {self._known(word) for word in folded.split()} - {""}
        if not words:
            return []
        asked = sum(self.weight[word] for word in words)
        overlap: dict[int, float] = defaultdict(float)
        for word in words:
            for number in self.postings[word]:
                overlap[number] += self.weight[word]
        best: dict[str, tuple[float, str]] = {}
        for number, shared in overlap.items():
            entry = self.entries[number]
            whole = sum(self.weight[word] for word in entry.words)
            score = (NAME_SHARE * shared / whole + (1 - NAME_SHARE) * shared / asked) * (1 - PHRASE_BONUS)
            if f" {entry.folded} " in f" {folded} " or f" {folded} " in f" {entry.folded} ":
                score += PHRASE_BONUS
            if score > best.get(entry.slug, (0.0, ""))[0]:
                best[entry.slug] = (score, entry.text)
        return sorted(((slug, *found) for slug, found in best.items()), key=lambda hit: (-hit[1], hit[0]))

    def _known(self, word: str) -> str:
        if word in self.postings:
            return word
        if len(word) < 4:
            return ""
        near = process.extractOne(word, self.vocabulary, scorer=fuzz.ratio, score_cutoff=TYPO_CUTOFF)
        return near[0] if near else ""


def _words(text: str) -> str:
    """The folded words of a text, without marks."""
    return " ".join(span.value for span in tokens(fold(text)) if span.value.isalnum())


def _entry(name: KnownName) -> _Entry:
    folded = _words(name.text)
    return _Entry(name.slug, name.text, folded, frozenset(folded.split()))


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
