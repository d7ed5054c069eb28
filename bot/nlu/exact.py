"""Names that a message holds word for word: spaCy's phrase matcher over folded words."""

import threading
from collections.abc import Iterable, Sequence

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.nlu.filing import filed
from bot.nlu.published import Entry

_OTHER = "<other>"
_SPARE = 1000
"""Phrases that nobody means any more and that the matcher may hold before a new one is made."""


class ExactNames:
    """Names by their words. Never changes: ``changed`` gives another one."""

    def __init__(self) -> None:
        """Holds nothing."""
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._phrases = _Phrases()

    def changed(self, gone: Sequence[Entry], come: Sequence[Entry]) -> "ExactNames":
        """The same names without those that are gone, and with those that came."""
        fresh = ExactNames()
        fresh._entries = filed(self._entries, ((_phrase(e), e) for e in gone), ((_phrase(e), e) for e in come))
        if len(self._phrases) + len(come) <= 2 * len(fresh._entries) + _SPARE:
            # Shared with the names before: they hold nothing under the phrases that came, and those gone are not here.
            fresh._phrases = self._phrases
            fresh._phrases.add(map(_phrase, come))
        else:
            fresh._phrases.add(fresh._entries)
        return fresh

    def find(self, words: Sequence[str]) -> list[tuple[Entry, int]]:
        """Names among these folded words, each with the place of its first, in order."""
        return [
            (entry, first)
            for phrase, first in self._phrases.find(words)
            for entry in sorted(self._entries.get(phrase, ()))
        ]


class _Phrases:
    """Phrases, each named by itself. Grows only."""

    def __init__(self) -> None:
        # use_pyvi: our own words are matched, so spaCy's Vietnamese needs no word segmenter.
        self._vocab = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}}).vocab
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        self._known: set[str] = set()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._matcher)

    def add(self, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            if phrase not in self._matcher:
                words = phrase.split()
                self._known.update(words)
                doc = Doc(self._vocab, words=words)
                with self._lock:
                    self._matcher.add(phrase, [doc])

    def find(self, words: Sequence[str]) -> list[tuple[str, int]]:
        # spaCy keeps every word it ever saw: only words of names may reach it, not what citizens write.
        known = [word if word in self._known else _OTHER for word in words]
        with self._lock:
            matches = self._matcher(Doc(self._vocab, words=known))
        found = [(self._vocab.strings[key], first, last) for key, first, last in matches]
        return [(phrase, first) for phrase, first, _ in sorted(found, key=lambda each: each[1:])]


def _phrase(entry: Entry) -> str:
    return " ".join(entry.words)
