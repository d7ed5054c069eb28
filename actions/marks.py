"""Vietnamese words compared as people type them: with all their marks, with some, with none."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple


class Word(NamedTuple):
    """A word taken apart: its plain letters, and the marks of each; the bar of ``đ`` is a mark too."""

    plain: str
    marks: tuple[frozenset[str], ...]


@lru_cache(1024)  # the same words again and again, while one message is looked through
def apart(word: str) -> Word:
    """A word of lower case taken apart."""
    plain: list[str] = []
    marks: list[frozenset[str]] = []
    for char in unicodedata.normalize("NFD", word):
        if unicodedata.category(char) == "Mn" and marks:
            marks[-1] |= {char}
        else:
            plain.append("d" if char == "đ" else char)
            marks.append(frozenset({char}) if char == "đ" else frozenset())
    return Word("".join(plain), tuple(marks))


@lru_cache(64)  # a message is looked through for dozens of phrases
def phrase(text: str) -> tuple[Word, ...]:
    """The words of a text without punctuation, taken apart."""
    text = unicodedata.normalize("NFC", text.lower())
    return tuple(apart(word) for word in "".join(char if char.isalnum() else " " for char in text).split())


def forget() -> None:
    """Nothing of a message stays here beyond its answer; of another that is being read it is only read again."""
    phrase.cache_clear()
    apart.cache_clear()


def fits(word: Word | None, wanted: Word) -> bool:
    """Whether a word may be the wanted one with marks left out: «chay» may be «cháy», «chạy» is not."""
    if word is None or word.plain != wanted.plain:
        return False
    return all(marks <= more for marks, more in zip(word.marks, wanted.marks, strict=True))


def places(message: Sequence[Word | None], wanted: Sequence[Word], exact: bool = False) -> list[int]:
    """Where a phrase stands in a message; ``exact``: with all its marks. None in a message fits nothing."""
    found = []
    for at in range(len(message) - len(wanted) + 1):
        word = message[at]
        if word is None or word.plain != wanted[0].plain:  # most: so a long message costs little
            continue
        pairs = zip(message[at : at + len(wanted)], wanted, strict=True)
        if all(each == other if exact else fits(each, other) for each, other in pairs):
            found.append(at)
    return found


def near(message: Sequence[Word | None], phrases: Iterable[tuple[Word, ...]]) -> list[tuple[Word, ...]]:
    """Those phrases whose first word is in the message, whatever its marks: no other can stand there."""
    plain = {word.plain for word in message if word is not None}
    return [each for each in phrases if each[0].plain in plain]


def stands(message: Sequence[Word | None], phrases: Iterable[tuple[Word, ...]], exact: bool = False) -> bool:
    """Whether one of the phrases stands in a message."""
    return any(places(message, each, exact) for each in near(message, phrases))


def without_all(
    message: Sequence[Word | None], phrases: Iterable[tuple[Word, ...]], exact: bool = False
) -> list[Word | None]:
    """The message with None in place of the words of each phrase, one after the other."""
    left = list(message)
    for each in near(message, phrases):
        left = without(left, each, exact)
    return left


def without(message: Sequence[Word | None], wanted: Sequence[Word], exact: bool = False) -> list[Word | None]:
    """The message with None in place of the words of a phrase."""
    left = list(message)
    for at in places(left, wanted, exact):
        left[at : at + len(wanted)] = [None] * len(wanted)
    return left
