"""Finds names of procedures in a message: exact on folded words, then near (loose.py); the longest wins."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.nlu.beside import with_mentioned
from bot.nlu.families import Families
from bot.nlu.found import UNKNOWN, Found
from bot.nlu.loose import LooseNames
from bot.nlu.marks import fit, marks
from bot.nlu.pieces import Piece, in_items, pieces_of
from bot.nlu.words import words
from procedures.text import fold
from procedures.text.typing import meant

_OTHER = "<other>"
_UNKNOWN: list[dict[str, Any]] = [
    {"text": fold(name), "forms": [name], "slugs": [UNKNOWN], "context": False}
    for name in json.loads(Path(__file__).with_name("unknown_names.json").read_text("utf-8"))
]
"""Official procedures that the catalog does not hold, until somebody publishes one of that name. Being longer, they
cover names of ours that they hold («thi bằng lái»)."""


class BadNames(Exception):
    """What should hold the names is no JSON of the agreed form (procedures/publishing/names.py)."""


def read_names(path: Path) -> dict[str, Any]:
    """The file's content, checked; raises BadNames, or OSError when it cannot be read."""
    try:
        return checked(json.loads(path.read_text("utf-8")), path.name)
    except ValueError as error:
        raise BadNames(f"{path.name}: {error}") from error


def checked(content: Any, where: str) -> dict[str, Any]:
    """The content, where it has the agreed form; else raises BadNames."""
    try:
        sound = (
            isinstance(content["version"], str)
            and isinstance(content.get("families", {}), dict)
            and all(
                isinstance(name["text"], str) and isinstance(name["context"], bool) and isinstance(name["slugs"], list)
                for name in content["names"]
            )
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise BadNames(f"{where}: {error}") from error
    if not sound:
        raise BadNames(f"{where}: a field has another type than agreed")
    return dict(content)


class Names:
    """All names of one version, ready to be searched."""

    def __init__(self, content: dict[str, Any]) -> None:
        """Builds the index; some seconds for 26,000 names."""
        self.content = content
        self.version: str = content["version"]
        # use_pyvi: our own words are matched, so spaCy's Vietnamese needs no word segmenter.
        self._vocab = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}}).vocab
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        self._bearers: dict[str, tuple[tuple[str, ...], bool, bool]] = {}
        self._forms: dict[str, list[list[str]]] = {}
        self._known: set[str] = set()
        loose: list[tuple[tuple[str, ...], list[list[str]]]] = []
        self._loose_keys: list[str] = []
        held = {name["text"] for name in content["names"]}
        for number, name in enumerate([*content["names"], *(each for each in _UNKNOWN if each["text"] not in held)]):
            key, folded = str(number), [word.value for word in words(name["text"])]
            if not folded or not name["slugs"]:
                continue
            self._bearers[key] = (tuple(name["slugs"]), name["context"], bool(name.get("guide")))
            # «dk xe» is met as "dang ky xe": a message comes as it was meant.
            meanings = {tuple(folded), tuple(fold(" ".join(meant(folded))).split())}
            self._known.update(word for meaning in meanings for word in meaning)
            forms = name.get("forms", ())  # as written, with diacritics; a file without them matches folded text
            typed = [[form[word.start : word.end] for word in words(form)] for form in forms]
            typed += [" ".join(meant(form)).split() for form in typed]
            self._forms[key] = [[marks(word) for word in form] for form in typed]
            self._matcher.add(key, [Doc(self._vocab, words=list(meaning)) for meaning in meanings])
            if not name["context"]:
                self._loose_keys += [key] * len(meanings)
                loose += [(meaning, self._forms[key]) for meaning in sorted(meanings)]
        self._loose = LooseNames(loose)
        named = [(words, self._bearers[key][0]) for (words, _), key in zip(loose, self._loose_keys, strict=True)]
        self._families = Families(content.get("families") or {}, named)

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
        if not folded or not self._bearers:
            return []
        pieces = pieces_of(folded, typed, self._loose.mended)
        exact = self._exact(pieces)
        found = [*exact]
        for near in self._loose.find([piece.folded for piece in pieces], [piece.typed for piece in pieces]):
            name = self._made(self._loose_keys[near.number], near.places, near.confidence)
            if all(_worth(name, other, near.doubtful) for other in exact if other.guide == name.guide):
                found.append(name)
        said = [piece.folded for piece in pieces]
        named = with_mentioned(_apart(name for name in found if not name.guide), said)
        known = [*self._families.understand(named, said), *_apart(name for name in found if name.guide)]
        return [in_items(name, pieces) for name in sorted(known, key=lambda name: name.first)]

    def _exact(self, pieces: Sequence[Piece]) -> list[Found]:
        # spaCy keeps every word it ever saw: only words of names may reach it, not what citizens write.
        known = [piece.folded if piece.folded in self._known else _OTHER for piece in pieces]
        marked = [piece.typed for piece in pieces]
        found = []
        for key, first, last in self._matcher(Doc(self._vocab, words=known)):
            number = self._vocab.strings[key]
            if fit(marked[first:last], self._forms[number]):
                found.append(self._made(number, tuple(range(first, last)), 1.0))
        return found

    def _made(self, key: str, places: tuple[int, ...], confidence: float) -> Found:
        slugs, context, guide = self._bearers[key]
        return Found(min(places), max(places) + 1, slugs, context, guide, tuple(sorted(places)), confidence)


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
