"""Finds names of procedures in a message: exact on folded words, the longest name wins."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.nlu.marks import fit, marks
from bot.nlu.words import words
from procedures.text import fold
from procedures.text.typing import meant

_OTHER = "<other>"


class BadNames(ValueError):
    """The names file is no JSON of the agreed form (procedures/publishing/names.py)."""


@dataclass(frozen=True)
class Found:
    """Words ``first`` to ``last`` (last not included) bear a name of these procedures.

    ``context``: a short name ("số 1") that is understood only while the talk is about its family.
    """

    first: int
    last: int
    slugs: tuple[str, ...]
    context: bool


def read_names(path: Path) -> dict[str, Any]:
    """The file's content, checked; raises BadNames, or OSError when it cannot be read."""
    try:
        content = json.loads(path.read_text("utf-8"))
        sound = isinstance(content["version"], str) and all(
            isinstance(name["text"], str) and isinstance(name["context"], bool) and isinstance(name["slugs"], list)
            for name in content["names"]
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BadNames(f"{path.name}: {error}") from error
    if not sound:
        raise BadNames(f"{path.name}: a field has another type than agreed")
    return content


class Names:
    """All names of one version, ready to be searched."""

    def __init__(self, content: dict[str, Any]) -> None:
        """Builds the index; half a second for 24,000 names."""
        self.content = content
        self.version: str = content["version"]
        # use_pyvi: our own words are matched, so spaCy's Vietnamese needs no word segmenter.
        self._vocab = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}}).vocab
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        self._bearers: dict[str, tuple[tuple[str, ...], bool]] = {}
        self._forms: dict[str, list[list[str]]] = {}
        self._known: set[str] = set()
        for number, name in enumerate(content["names"]):
            folded = [word.value for word in words(name["text"])]
            if folded and name["slugs"]:
                self._bearers[str(number)] = (tuple(name["slugs"]), name["context"])
                # «dk xe» is met as "dang ky xe": a message comes as it was meant.
                meanings = {tuple(folded), tuple(fold(" ".join(meant(folded))).split())}
                self._known.update(word for meaning in meanings for word in meaning)
                forms = name.get("forms", ())  # as written, with diacritics; a file without them matches folded text
                typed = [[form[word.start : word.end] for word in words(form)] for form in forms]
                typed += [" ".join(meant(form)).split() for form in typed]
                self._forms[str(number)] = [[marks(word) for word in form] for form in typed]
                self._matcher.add(str(number), [Doc(self._vocab, words=list(meaning)) for meaning in meanings])

    def find(self, folded: Sequence[str], typed: Sequence[str] = ()) -> list[Found]:
        """Names among folded words, in order, none overlapping; a longer name covers a shorter one.

        An item may be several words («bn», meant as "bao nhieu"); places count items.
        ``typed``: the same words with their diacritics, where they have any; names written otherwise don't fit then.
        Of two names over the same words, one of a procedure comes before one that needs context.
        """
        if not folded or not self._bearers:
            return []
        # spaCy keeps every word it ever saw: only words of names may reach it, not what citizens write.
        pieces = [(piece, place) for place, word in enumerate(folded) for piece in word.split() or [""]]
        doc = Doc(self._vocab, words=[piece if piece in self._known else _OTHER for piece, _ in pieces])
        marked = [piece for word in typed for piece in word.split() or [""]]
        found = []
        for key, first, last in self._matcher(doc):
            number = self._vocab.strings[key]
            if marked and not fit(marked[first:last], self._forms[number]):
                continue
            slugs, context = self._bearers[number]
            found.append(Found(pieces[first][1], pieces[last - 1][1] + 1, slugs, context))
        taken = [False] * len(folded)
        chosen = []
        for name in sorted(found, key=lambda n: (n.first - n.last, n.context, n.first)):
            if not any(taken[name.first : name.last]):
                taken[name.first : name.last] = [True] * (name.last - name.first)
                chosen.append(name)
        return sorted(chosen, key=lambda name: name.first)
