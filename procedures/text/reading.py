"""A message as the finders of facts see it: its words as they were meant, each with its place in the citizen's text."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from procedures.text.typing import meant
from procedures.text.writing import fold, tokens

_JOINT = re.compile(r"(?<=[^\W\d_])[.\-/]|[.\-/](?=[^\W\d_])")
_SAME = {"\N{COMBINING TILDE}": "\N{COMBINING HOOK ABOVE}"}
_KEPT = 100_000
"""Marks of that many words are kept: more than Vietnamese has syllables."""


@dataclass(frozen=True)
class Word:
    """One word of meaning: ``text[start:end]`` was typed for it. Words spelt out of one abbreviation share a place."""

    start: int
    end: int
    meant: str
    """Lower case, NFC, with the diacritics that were typed."""
    folded: str


def read(text: str) -> list[Word]:
    """The words and marks of a text, in order."""
    places = [place for token in tokens(text) for place in _parts(text, token.start, token.end)]
    meanings = meant([text[start:end] for start, end in places])
    return spelt((start, end, meaning) for (start, end), meaning in zip(places, meanings, strict=True))


def spelt(pieces: Iterable[tuple[int, int, str]]) -> list[Word]:
    """Words of (start, end, what was meant there); «bn», bao nhiêu, gives two of the same place."""
    return [Word(start, end, part, fold(part)) for start, end, meaning in pieces for part in meaning.split()]


@lru_cache(_KEPT)
def marks(word: str) -> str:
    """Its diacritics, in an order that does not tell where a tone was placed (hoà, hòa); hook and tilde are one."""
    if word.isascii():
        return ""
    flat = unicodedata.normalize("NFD", word)
    found = (_SAME.get(char, char) for char in flat if char == "đ" or unicodedata.category(char) == "Mn")
    return "".join(sorted(found))


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """«Rịa-Vũng» is two words; dates and codes stay whole, as the tokenizer of bot/nlu has them."""
    written = text[start:end]
    joints = list(_JOINT.finditer(written)) if len(written) > 1 and written[0] != "[" else []
    starts = [start, *(start + joint.end() for joint in joints)]
    ends = [*(start + joint.start() for joint in joints), end]
    return [(begin, stop) for begin, stop in zip(starts, ends, strict=True) if begin < stop]
