"""Which part of the procedure talked about holds the words of a message: «mật khẩu mấy ký tự»."""

from collections.abc import Iterator
from functools import lru_cache

from sqlalchemy.orm import Session

from actions.bare_question import WORD
from actions.cues import fillers
from actions.marks import Word, apart, fits
from actions.talk import Talk
from procedures.lookup import LookupFailed, in_force
from procedures.record import Record

SECTIONS = {
    "documents": "documents", "steps": "steps", "eligibility": "eligibility", "fees": "fee", "times": "time",
    "places": "where", "results": "result", "forms": "form",
}  # fmt: skip
"""Sections of a record, and the topics that show them."""
MOST_WORDS = 12
LEAST, SHARE = 2, 0.7
"""How many words that say something, and which share of them, one row must hold."""


def part_meant(talk: Talk, session: Session) -> str | None:
    """The topic whose rows hold most of the words; None where no row holds enough of them."""
    current = talk.slot("procedure")
    if not current or talk.text.startswith("/") or len(talk.text.split()) > MOST_WORDS:
        return None
    said = [word for word in map(_word, WORD.findall(talk.text)) if word.plain not in fillers()]
    try:
        found = in_force(session, current, talk.on)
    except LookupFailed:
        return None
    if len(said) < LEAST:
        return None
    best, topic = 0.0, None
    for section, row in _rows(found.record):
        share = sum(any(fits(word, each) for each in row) for word in said) / len(said)
        if share > best:
            best, topic = share, SECTIONS[section]
    return topic if best >= SHARE and best * len(said) >= LEAST else None


def _rows(record: Record) -> Iterator[tuple[str, frozenset[Word]]]:
    for section in SECTIONS:
        for row in getattr(record, section) or ():
            for text in (row.text.vi, row.text.en):
                if text:
                    yield section, _words(text)


@lru_cache(4096)
def _words(text: str) -> frozenset[Word]:
    return frozenset(map(_word, WORD.findall(text)))


def _word(text: str) -> Word:
    return apart(text.lower())
