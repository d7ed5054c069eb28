"""Which of some procedures the words of a message are nearest to: those of its names, and of how it differs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sqlalchemy.orm import Session

from actions.cues import denied, fillers
from actions.marks import Word, apart, fits
from actions.talk import Talk
from procedures.lookup import LookupFailed, in_force

WORD = re.compile(r"[^\W_][\w\u0300-\u036f]*")
CLEARLY = 2.0
"""How much oftener the words stand in the names of one than in those of another that holds as many of them."""
PAIR = 0.5
"""What two words beside each other count for, above what each of them does."""


@dataclass(frozen=True)
class Closest:
    """``share``: of the words that say something, those that are its; ``words``: how many these are."""

    slug: str
    share: float
    words: int


class _Line:
    """The words of a procedure, and their pairs."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = 0
        self.by_letters: dict[str, Counter[Word]] = {}
        self.pairs: set[tuple[str, str]] = set()
        for text in texts:
            self.texts += 1
            words = [apart(each.group().lower()) for each in WORD.finditer(text)]
            for word in words:
                self.by_letters.setdefault(word.plain, Counter())[word] += 1
            self.pairs.update((one.plain, next_.plain) for one, next_ in pairwise(words))

    def holds(self, word: Word) -> bool:
        """Whether the word, with the marks that it has, may be one of these."""
        return self.often(word) > 0

    def often(self, word: Word) -> float:
        """How many of its names hold the word, as a share."""
        found = self.by_letters.get(word.plain, Counter[Word]())
        return sum(number for each, number in found.items() if fits(word, each)) / max(self.texts, 1)


def closest(talk: Talk, session: Session, slugs: Sequence[str]) -> Closest | None:
    """The one nearest; None where no word tells them apart, or where two are as near."""
    said = list(_said(talk.text))
    telling = [word for word in said if word.plain not in fillers()]
    lines = {slug: line for slug in slugs if (line := _line(session, talk, slug))}
    if not telling or len(lines) < 2:
        return None
    held = {slug: [word for word in telling if line.holds(word)] for slug, line in lines.items()}
    score = {slug: len(words) + PAIR * _pairs(said, lines[slug]) for slug, words in held.items()}
    often = {slug: sum(lines[slug].often(word) for word in words) for slug, words in held.items()}
    first, second = sorted(lines, key=lambda slug: (-score[slug], -often[slug]))[:2]
    best = first
    if not held[best] or (score[first] == score[second] and often[first] < CLEARLY * often[second]):
        return None
    return Closest(best, len(held[best]) / len(telling), len(held[best]))


def _said(text: str) -> Iterator[Word]:
    """The words of a message but those that it says not to be meant."""
    for found in WORD.finditer(text):
        if not denied(text, found.start()):
            yield apart(found.group().lower())


def _pairs(said: Sequence[Word], line: _Line) -> int:
    return sum((one.plain, next_.plain) in line.pairs for one, next_ in pairwise(said))


def _line(session: Session, talk: Talk, slug: str) -> _Line | None:
    try:
        record = in_force(session, slug, talk.on).record
    except LookupFailed:
        return None
    texts: list[str | None] = [record.names[0].vi, record.names[0].en]
    texts += [*record.short_names, *record.aliases.vi, *record.aliases.en]
    texts += [record.differs.vi, record.differs.en] if record.differs else []
    return _line_of(tuple(text for text in texts if text))


@lru_cache(1024)
def _line_of(texts: tuple[str, ...]) -> _Line:
    return _Line(texts)
