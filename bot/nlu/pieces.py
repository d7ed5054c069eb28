"""The single words of a message: an item may be several («bn»: bao nhieu), or two written as one («hochieu»)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.nlu.found import Found


@dataclass(frozen=True)
class Piece:
    """One word of a message's item: folded, with the diacritics it was typed with, and the number of its item."""

    folded: str
    typed: str
    item: int


def pieces_of(folded: Sequence[str], typed: Sequence[str], mended: Callable[[str], tuple[str, ...]]) -> list[Piece]:
    """The words of a message's items. ``mended``: what a misspelt word surely is."""
    made = []
    for item, word in enumerate(folded):
        parts = word.split() or [""]
        if len(parts) == 1:
            parts = list(mended(word))
        marked = typed[item].split() if typed else []
        if len(marked) != len(parts):
            marked = [""] * len(parts)
        made += [Piece(part, mark, item) for part, mark in zip(parts, marked, strict=True)]
    return made


def in_items(name: Found, pieces: Sequence[Piece]) -> Found:
    """A name whose places count words, with places that count items."""
    items = sorted({pieces[place].item for place in name.places})
    return replace(name, first=items[0], last=items[-1] + 1, places=tuple(items))
