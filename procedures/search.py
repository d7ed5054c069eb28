"""Ranking search over names, aliases and codes: with or without diacritics, with typos, as teencode.

A name scores by how much of it the query holds and how much of the query it explains, both weighed by how rare the
words are (inverse document frequency). A mistyped word counts for less than one that is written right.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from procedures import registers
from procedures.lookup import members, names_on
from procedures.models import KnownName, Publication
from procedures.search_index import Found, Index, words
from procedures.text import find_procedure_codes, fold, tokens
from procedures.text.typing import meant


@dataclass(frozen=True)
class Hit:
    """A procedure found: ``score`` up to 1, ``why`` the name or code that matched."""

    slug: str
    name: str
    score: float
    why: str


def search(session: Session, text: str, on: date, limit: int = 5) -> list[Hit]:
    """The procedures that fit best, best first; a national code in the text comes before everything."""
    ranked: dict[str, Found] = {}
    for found in [*_by_code(session, text), *_by_name(index(session), text)]:
        ranked.setdefault(found[0], found)
    slugs, hits = list(ranked), list[Hit]()
    for start in range(0, len(slugs), limit):  # once, unless a procedure has no name on that day
        if len(hits) >= limit:
            break
        some = slugs[start : start + limit]
        names = names_on(session, some, on)
        hits += [
            Hit(slug, names[slug].vi, round(ranked[slug][1], 4), ranked[slug][2]) for slug in some if slug in names
        ]
    return hits[:limit]


def _by_code(session: Session, text: str) -> list[Found]:
    found: list[Found] = []
    for span in find_procedure_codes(text):
        slug = session.scalar(select(KnownName.slug).where(KnownName.folded == span.value).limit(1))
        if slug:
            found.append((slug, 1.0, span.value))
    return found


_SYNONYMS: dict[str, list[str]] = {
    word: words(fold(meaning))
    for word, meaning in json.loads(Path(__file__).with_name("search_synonyms.json").read_text("utf-8")).items()
}
"""Short forms, folded, that are no name of a procedure but stand for words of names."""


def _by_name(names: Index, text: str) -> list[Found]:
    """By the words as they were meant; also as they were typed, where a name is typed so («gks»)."""
    typed = words(fold(text))
    undone = words(fold(" ".join(meant([text[token.start : token.end] for token in tokens(text)]))))
    undone = [part for word in undone for part in _SYNONYMS.get(word, (word,))]
    ranked = names.rank(undone)
    if undone == typed or not names.names(typed):
        return ranked
    best = {found[0]: found for found in ranked}
    for found in names.rank(typed):
        if found[0] not in best or found[1] > best[found[0]][1]:
            best[found[0]] = found
    return sorted(best.values(), key=lambda found: (-found[1], found[0]))


class _Kept:
    """The index of one data base, and the publication that it is as new as."""

    def __init__(self) -> None:
        self.building = Lock()
        self.newest: int | None = None
        self.index: Index | None = None


_CACHE: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()
_NEW = Lock()
_NEWEST = select(func.max(Publication.id))


def index(session: Session) -> Index:
    """The index of what is published. After a publication one caller makes it anew, once; others who come meanwhile
    go on with the one before, or wait where there is none yet.
    """
    with _NEW:
        kept = _CACHE.setdefault(session.get_bind().engine, _Kept())
    newest = session.scalar(_NEWEST)
    if kept.index is not None and kept.newest == newest:
        return kept.index
    if not kept.building.acquire(blocking=kept.index is None):
        assert kept.index is not None
        return kept.index
    try:
        if kept.index is None or kept.newest != newest:
            kept.index, kept.newest = _built(session), newest
        return kept.index
    finally:
        kept.building.release()


def forget(engine: Engine) -> None:
    """Lets go of the index of a data base."""
    with _NEW:
        _CACHE.pop(engine, None)


def _built(session: Session) -> Index:
    names = select(KnownName.slug, KnownName.text, KnownName.folded)
    names = names.where(KnownName.kind.in_(("name", "alias"))).order_by(KnownName.id)
    return Index(((row.slug, row.text, row.folded) for row in session.execute(names)), _of_families(session))


def _of_families(session: Session) -> Iterator[tuple[str, str, str]]:
    """What people call a family («bằng lái») leads to each of its procedures."""
    for family in registers.families(session).values():
        for slug in members(session, family.family):
            for alias in family.aliases:
                yield slug, alias, fold(alias)
