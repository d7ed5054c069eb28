"""What every part of an answer works on, and what it gives back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from procedures.lookup import InForce
from procedures.payload import Block
from procedures.record import Row, Words
from procedures.text import tokens
from procedures.words import say

SAID = 0.8
"""Share of a condition's words in a sentence from which it is not said again."""


@dataclass(frozen=True)
class Page:
    """A record on a day, in a language."""

    session: Session
    found: InForce
    lang: str

    def say(self, key: str, **values: object) -> str:
        """The words of ``key`` in the page's language."""
        return say(key, self.lang, **values)

    def read(self, words: Words | None) -> str | None:
        """A text of the record in the page's language."""
        return words.in_(self.lang) if words else None

    @property
    def name(self) -> str:
        """The procedure's name in force, in the page's language."""
        return self.found.name.en if self.lang == "en" else self.found.name.vi

    def condition(self, row: Row) -> str | None:
        """For whom the row holds, in words."""
        return self.read(row.condition)

    def line(self, row: Row, before: str = "", after: str = "") -> str:
        """A row as one line of plain text: a sentence, with its condition where the sentence does not say it."""
        text = (self.read(row.text) or "").removesuffix(".")
        condition = self.condition(row)
        if condition and not _says(text, condition):
            text += f" ({condition})"
        return f"• {before}{text}{after}."


def _says(text: str, condition: str) -> bool:
    """Whether a sentence already holds nearly all words of a condition."""
    said, words = set(_words(text)), _words(condition)
    return sum(word in said for word in words) >= SAID * len(words)


def _words(text: str) -> list[str]:
    return [token.value for token in tokens(text) if token.value.isalnum()]


@dataclass
class Part:
    """One topic's share of an answer. ``rows`` are those it rests on: their basis and sources are cited."""

    lines: list[str]
    blocks: list[Block] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    published: bool = True
    """False where nothing is known for the day: the answer then says only that."""


def block(kind: Any, title: str, rows: Iterable[dict[str, Any]]) -> Block:
    """A block of that type."""
    return Block(type=kind, title=title, rows=list(rows))


def rows_or_none[R: Row](rows: Sequence[R] | None) -> Sequence[R]:
    """The rows of a section; none where the record lacks the section or no row holds on the day."""
    return rows or ()
