"""What every part of an answer works on, and what it gives back."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from procedures.answers.narrowed import Narrowed
from procedures.conditions import holds
from procedures.facts import NOTHING, Facts
from procedures.lookup import InForce
from procedures.payload import Block, Outcome
from procedures.record import Row, Words
from procedures.text import tokens
from procedures.words import say

SAID = 0.75
"""Share of a condition's words in a sentence from which it is not said again."""
FILLERS = frozenset([
    "gửi", "qua", "phần", "nộp", "khi", "nếu", "trường", "hợp", "người", "làm", "thuộc", "diện", "được", "của", "cho",
    "ở", "tại", "là", "và", "hoặc", "by", "via", "the", "a", "an", "of", "if", "when", "for", "in", "at", "on", "who",
    "is", "are", "and", "or", "to", "filed", "filing", "sent", "part", "people",
])  # fmt: skip
"""Words that add nothing to a condition: «gửi qua bưu chính» is said by «bưu chính»."""
MUST = frozenset(["không", "chưa", "trừ", "ngoài", "trên", "dưới", "not", "no", "without", "except", "over", "under"])
"""Words that turn a condition round: without them in the sentence it is not said. So with numbers."""
_NEXT_SENTENCE = re.compile(r"(?<!\bTP)(?<!\bno)\. (?=[^\W\da-z])")


@dataclass(frozen=True)
class Page:
    """A record on a day, in a language, for what a citizen has told."""

    session: Session
    found: InForce
    lang: str
    facts: Facts = NOTHING

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

    def mine(self, row: Row) -> bool | None:
        """Whether the condition of a row is met by what was told; None where that is open or it has none."""
        return None if row.when is None else holds(row, self.facts)

    def sentence(self, row: Row, before: str = "", after: str = "") -> str:
        """A row with one full stop, and its condition at its first sentence where the text does not say it."""
        text = (self.read(row.text) or "").removesuffix(".")
        condition = self.condition(row)
        if condition and not says(text, condition):
            first, stop, rest = _split(text)
            text = f"{first} ({condition.removesuffix('.')}){stop}{rest}"
        return _stopped(f"{before}{text}{after}")

    def line(self, row: Row, before: str = "", after: str = "") -> str:
        """The same as an item of a list."""
        return f"• {self.sentence(row, before, after)}"


def _split(text: str) -> tuple[str, str, str]:
    """The first sentence, its stop, and what follows."""
    stop = _NEXT_SENTENCE.search(text)
    return (text[: stop.start()], ". ", text[stop.end() :]) if stop else (text, "", "")


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


@lru_cache(4096)
def says(text: str, condition: str) -> bool:
    """Whether a sentence already holds nearly all words of a condition, and all that its sense hangs on."""
    said, words = set(_words(text)), _words(condition)
    words = [word for word in words if word not in FILLERS] or words
    if any(word not in said for word in words if word in MUST or word[0].isdigit()):
        return False
    return sum(word in said for word in words) >= SAID * len(words)


def _words(text: str) -> list[str]:
    return [text[span.start : span.end].lower() for span in tokens(text) if span.value[0].isalnum()]


@dataclass
class Part:
    """One topic's share of an answer. ``rows`` are those it says: their basis and sources are cited."""

    lines: list[str]
    blocks: list[Block] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    outcome: Outcome = "answered"
    """Not ``answered`` where nothing is known, or nothing for the day: the answer then says only that."""
    cited: list[Row] = field(default_factory=list)
    """Rows that it does not say and rests on all the same."""
    narrowed: Narrowed | None = None
    """What was told made of it, where it was narrowed."""

    @property
    def published(self) -> bool:
        """Whether it says anything of the record."""
        return self.outcome == "answered"


def block(kind: Any, title: str, rows: Iterable[dict[str, Any]]) -> Block:
    """A block of that type."""
    return Block(type=kind, title=title, rows=list(rows))


def row_id(row: Row) -> str:
    """A short name of a row, the same in both languages and as long as its words are: what a reader ticks off."""
    return hashlib.sha256(f"{row.text.vi}|{row.condition.vi if row.condition else ''}".encode()).hexdigest()[:8]


def rows_or_none[R: Row](rows: Sequence[R] | None) -> Sequence[R]:
    """The rows of a section; none where the record lacks the section or no row holds on the day."""
    return rows or ()
