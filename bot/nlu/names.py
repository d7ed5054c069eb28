"""Finds names of procedures in a message: exact on folded words, then near (loose.py); the longest wins."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.nlu.beside import with_mentioned
from bot.nlu.exact import ExactNames
from bot.nlu.families import Families
from bot.nlu.filing import counted
from bot.nlu.found import Found
from bot.nlu.loose import LooseNames
from bot.nlu.marks import fit
from bot.nlu.pieces import Piece, in_items, pieces_of
from bot.nlu.published import Entry, Name, entries, listed, published


class Names:
    """All names of one version, ready to be searched; never changes."""

    _names: frozenset[Name] = frozenset()
    _known: Mapping[str, int] = {}
    _exact = ExactNames()
    _loose = LooseNames()
    _families = Families()

    def __init__(self, content: dict[str, Any], before: "Names | None" = None) -> None:
        """Builds the index: some seconds for 26,000 names.

        With an index ``before`` only what differs is built, a fraction of a second where that is little; what is found
        is the same.
        """
        old: Names | type[Names] = before or Names
        names = published(content)
        gone = [entry for name in old._names - names for entry in entries(name)]
        come = [entry for name in sorted(names - old._names) for entry in entries(name)]
        self.version: str = content["version"]
        self.families: dict[str, str] = content.get("families") or {}
        self._names = old._names - (old._names - names) | (names - old._names)  # what stays is kept once, not twice
        self._known = counted(old._known, _words(gone), _words(come))
        self._exact = old._exact.changed(gone, come)
        gone, come = ([entry for entry in some if not entry.name.context] for some in (gone, come))
        self._loose = old._loose.changed(gone, come)
        self._families = old._families.changed(self.families, gone, come)

    @property
    def content(self) -> dict[str, Any]:
        """What was published, in the agreed form."""
        return {"version": self.version, "names": listed(self._names), "families": self.families}

    def holds(self, word: str | None) -> bool:
        """Whether a name holds this folded word."""
        return word in self._known

    def find(self, folded: Sequence[str], typed: Sequence[str] = ()) -> list[Found]:
        """Names among folded words, in order; a longer name covers a shorter one, and no two share a word.

        An item may be several words («bn», meant as "bao nhieu"); places count items.
        ``typed``: the same words with their diacritics, where they have any; names written otherwise don't fit then.
        Of two names over the same words, one of a procedure comes before one that needs context. What starts a guide is
        found beside names, for it often holds one («mất bằng lái phải làm sao»); of guides too no two share a word.
        """
        if not folded:
            return []
        pieces = pieces_of(folded, typed, self._loose.mended)
        exact = self._word_for_word(pieces)
        found = [*exact]
        for near in self._loose.find([piece.folded for piece in pieces], [piece.typed for piece in pieces]):
            name = _made(near.entry, near.places, near.confidence)
            if all(_worth(name, other, near.doubtful) for other in exact if other.guide == name.guide):
                found.append(name)
        said = [piece.folded for piece in pieces]
        named = with_mentioned(_apart(name for name in found if not name.guide), said)
        known = [*self._families.understand(named, said), *_apart(name for name in found if name.guide)]
        return [in_items(name, pieces) for name in sorted(known, key=lambda name: name.first)]

    def _word_for_word(self, pieces: Sequence[Piece]) -> list[Found]:
        found = []
        typed = [piece.typed for piece in pieces]
        for entry, first in self._exact.find([piece.folded for piece in pieces]):
            last = first + len(entry.words)
            if fit(typed[first:last], entry.marks):
                found.append(_made(entry, tuple(range(first, last)), 1.0))
        return found


def _words(some: Iterable[Entry]) -> list[str]:
    return [word for entry in some for word in entry.words]


def _made(entry: Entry, places: tuple[int, ...], confidence: float) -> Found:
    name = entry.name
    return Found(min(places), max(places) + 1, name.slugs, name.context, name.guide, tuple(sorted(places)), confidence)


def _apart(found: Iterable[Found]) -> list[Found]:
    """The best names of which no two share a word, in order."""
    taken: set[int] = set()
    chosen = []
    for name in sorted(found, key=lambda n: (-len(n.places) * n.confidence, n.context, not n.unknown, n.first)):
        if taken.isdisjoint(name.places):
            taken.update(name.places)
            chosen.append(name)
    return sorted(chosen, key=lambda name: name.first)


def _worth(near: Found, exact: Found, doubtful: bool) -> bool:
    """Whether a near name may stand beside, or instead of, one found word for word: not torn apart, and for more."""
    near_places, exact_places = set(near.places), set(exact.places)
    if near_places.isdisjoint(exact_places):
        return True
    more = exact.context or (not doubtful and not set(near.slugs) <= set(exact.slugs))
    return near_places > exact_places and more
