"""Which of the known problems a message tells of, by the words of their ``says``, without a procedure being named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy.orm import Session

from procedures.lookup import LookupFailed, in_force
from procedures.record import Problem
from procedures.text.reading import Word, marks, read

APART = 4
"""So many other words may stand between those of a phrase: «quên mất tiêu cái mật khẩu»."""


@dataclass(frozen=True)
class Told:
    """A problem of a record that the message tells of, by the words at these places of it."""

    slug: str
    row: Problem
    places: frozenset[int]


def find_problems(session: Session, text: str, slugs: Sequence[str], on: date) -> list[Told]:
    """The problems told, in the order they are told; of several records the first one's where the words are the same.

    A problem whose words are but part of those of another is left out: «sai mật khẩu» in «nhập sai mật khẩu nhiều lần».
    Several with the very same words stand for one that is not clear.
    """
    words = read(text)
    found: list[Told] = []
    for slug in slugs:
        for row in _problems(session, slug, on):
            places = max(_all_places(words, row), key=len, default=frozenset[int]())
            if places and not any(each.slug != slug and places <= each.places for each in found):
                found.append(Told(slug, row, places))
    kept = [one for one in found if not any(one.places < other.places for other in found)]
    return sorted(kept, key=lambda one: min(one.places))


def _problems(session: Session, slug: str, on: date) -> Iterable[Problem]:
    try:
        return in_force(session, slug, on).record.problems or ()
    except LookupFailed:
        return ()


def _all_places(words: Sequence[Word], row: Problem) -> Iterator[frozenset[int]]:
    for phrase in (*row.says, row.text.vi, *([row.text.en] if row.text.en else [])):
        yield from _places(words, _read(phrase))


def _places(words: Sequence[Word], phrase: Sequence[Word]) -> Iterator[frozenset[int]]:
    """Places of the phrase's words in the message, in order and near each other."""
    for first, word in enumerate(words):
        if not phrase or not _fits(word, phrase[0]):
            continue
        at, places = first, [first]
        for wanted in phrase[1:]:
            end = first + len(phrase) + APART
            at = next((n for n in range(at + 1, min(end, len(words))) if _fits(words[n], wanted)), -1)
            if at < 0:
                break
            places.append(at)
        else:
            yield frozenset(places)


def _fits(typed: Word, wanted: Word) -> bool:
    """The same word, or the same without the diacritics that were not typed."""
    return typed.folded == wanted.folded and marks(typed.meant) in ("", marks(wanted.meant))


@lru_cache(2048)
def _read(phrase: str) -> tuple[Word, ...]:
    return tuple(word for word in read(phrase) if any(char.isalnum() for char in word.meant))
