"""What somebody meant to type: keyboard residue, teencode, abbreviations and drawn-out letters undone, word by word.

Names and topics are compared in what this gives, folded; the citizen's own text stays as it is. In English only forms
of one word are made one («renewing», renew). The lists of words are in typing.json.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from procedures.text.keys import telex, vni
from procedures.text.writing import fold

_DATA: dict[str, Any] = json.loads(Path(__file__).with_name("typing.json").read_text("utf-8"))
_WORDS: dict[str, str] = {word: meaning.lower() for word, meaning in _DATA["words"].items()}
_ENGLISH = frozenset(_DATA["english"])
"""English words that are also a Vietnamese one in Telex («how», hơ)."""
_ENGLISH_TALK = frozenset(_DATA["english_talk"])
"""English words by which a message in English is known; none of them is Vietnamese without diacritics."""
_ENGLISH_FORMS: dict[str, str] = {form: word for word, forms in _DATA["english_forms"].items() for form in forms}
"""English words as they are inflected or spelt otherwise, and the one that is taken; none is Vietnamese."""
_KEPT = frozenset(_DATA["kept"])
_COUNTED = frozenset(_DATA["counted"])
"""What people number without a space: «số1» is no «só»."""
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_VOWEL = frozenset("aeiouy")
_SPELLINGS: dict[str, str] = _DATA["spellings"]
"""Folded syllables that are written with i or y as one likes («kí», «ký»): the one that is taken."""
_SHORT = max(map(len, _SPELLINGS))
_APOSTROPHES = ("'", "’")
_NEAR = 2
_LONGEST = 40
"""No longer word is looked at: it is no word."""


def _meanings(listed: Sequence[Sequence[Any]]) -> list[tuple[str, Mapping[str, Any]]]:
    return [(meaning, {key: _all_folded(value) for key, value in rule.items()}) for meaning, rule in listed]


def _all_folded(value: Any) -> Any:
    return frozenset(fold(word) for word in value) if isinstance(value, list) else value


_SEVERAL = {word: _meanings(listed) for word, listed in _DATA["several"].items()}
"""Forms of several meanings: the first whose rule fits its neighbours; a rule without conditions always does."""


def meant(words: Sequence[str]) -> list[str]:
    """Each word as it was meant, lower case, in order; one word may stand for several («bn»: bao nhiêu).

    ``words``: the words, codes and marks of one message, as typed. Diacritics that nobody typed are added only where
    an abbreviation is spelt out.
    """
    typed = [unicodedata.normalize("NFC", word).lower() for word in words]
    if _is_english(typed):
        return [_ENGLISH_FORMS.get(word, word) for word in typed]
    drawn = [_drawn_in(word) for word in typed]
    keyed = [None if len(word) > _LONGEST else telex(word) or vni(word) for word in drawn]
    unsure = [word in _ENGLISH or word in _KEPT or _is_counted(word) for word in drawn]
    residue = any(meaning and not doubt for meaning, doubt in zip(keyed, unsure, strict=True))
    out: list[str] = []
    for place, (word, meaning) in enumerate(zip(drawn, keyed, strict=True)):
        if word in _KEPT or word in _SEVERAL or (place and typed[place - 1] in _APOSTROPHES):
            out.append(word)
        elif word in _WORDS or word in _ENGLISH_FORMS:
            out.append(_WORDS.get(word) or _ENGLISH_FORMS[word])
        elif _is_counted(word) and not residue:
            out.append(f"{word[:-1]} {word[-1]}")
        elif meaning and (residue or word not in _ENGLISH):
            out.append(_spelt(meaning))
        else:
            out.append(_spelt(word))
    plain = [fold(word) for word in out]
    return [_decided(word, place, plain) if word in _SEVERAL else word for place, word in enumerate(out)]


def _is_counted(word: str) -> bool:
    return word[:-1] in _COUNTED and word[-1].isdecimal()


def _spelt(word: str) -> str:
    taken = _SPELLINGS.get(fold(word)) if len(word) <= _SHORT else None
    if taken is None:
        return word
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("i", "y"))


def _drawn_in(word: str) -> str:
    """«khônggg» → không; a word of one letter alone («iii») or without a vowel (cccd) stays."""
    if len(word) > _LONGEST or len(set(word)) == 1 or not _VOWEL.intersection(fold(word)):
        return word
    return _DRAWN_OUT.sub(r"\1", word)


def _is_english(typed: Sequence[str]) -> bool:
    known = sum(word in _ENGLISH_TALK for word in typed)
    if not known:
        return False
    letters = [word for word in typed if word[:1].isalpha()]
    return known * 4 >= len(letters)


def _decided(word: str, place: int, words: Sequence[str]) -> str:
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    near = {part for other in words[max(0, place - _NEAR) : place + _NEAR + 1] for part in other.split()} - {word}
    for meaning, rule in _SEVERAL[word]:
        fits = (
            not rule
            or after.split(" ")[0] in rule.get("before", ())
            or before.split(" ")[-1] in rule.get("after", ())
            or ("#" in rule.get("after", ()) and before.isdecimal())
            or ("#" in rule.get("before", ()) and after[:1].isdecimal())
            or bool(near & rule.get("near", frozenset()))
            or (rule.get("last", False) and not after)
        )
        if fits:
            return meaning
    return word
