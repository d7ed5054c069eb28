"""Undoes what a Vietnamese keyboard leaves when it is switched off: Telex («hoof sow») and VNI («ho62 so7»)."""

import re

from procedures.text.syllables import compose

_TELEX_TONES = "sfrxj"
_VNI_TONES = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j"}
_ROUND = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = (("uo", "ươ"), ("ưo", "ươ"), ("ua", "ưa"), ("uu", "ưu"), ("u", "ư"), ("o", "ơ"))
_HORNS_OR_BREVE = (("uo", "ươ"), ("ưo", "ươ"), ("oa", "oă"), ("ua", "ưa"), ("uu", "ưu"), ("u", "ư"), ("a", "ă"),
                   ("o", "ơ"))  # fmt: skip
_LETTERS = re.compile(r"^[a-zđ]+$")
_KEYED = re.compile(r"^(?=.*\d)[a-zđ][a-zđ1-9]*$")
_BEGINNING = re.compile(r"^(?:qu(?=[a-z])|gi(?=[aeou])|[bcdđghklmnpqrstvx]*)")
_LONGEST = 10  # «nghieengj»


def telex(word: str) -> str | None:
    """The Vietnamese syllable that these lower-case letters give with Telex, or None where they give none.

    Only words that use a key: «hoso» has none. Keys of tones and ``w`` may also stand at the end («duocwj»).
    """
    if not (_LETTERS.match(word) and 2 <= len(word) <= _LONGEST):
        return None
    onset = "đ" if word.startswith("dd") else ""
    rest = word[2:] if onset else word
    begun = _BEGINNING.match(rest)
    assert begun is not None
    onset += begun.group()
    rest = rest[begun.end() :]
    if onset.startswith("đ") and len(onset) > 1:
        return None
    rhyme, tone, keyed = "", "", onset == "đ" and word.startswith("dd")
    for place, letter in enumerate(rest):
        if letter in _TELEX_TONES:
            if tone or not rhyme:
                return None
            tone, keyed = letter, True
        elif letter == "w":
            marked = _mark(rhyme, _HORNS_OR_BREVE) if rhyme else "ư" if onset and len(word) > 2 else None
            if marked is None:
                return None
            rhyme, keyed = marked, True
        elif letter in _ROUND and rhyme.endswith(letter) and rest[place - 1] == letter:  # «hoso» is two words
            rhyme, keyed = rhyme[:-1] + _ROUND[letter], True
        else:
            rhyme += letter
    return compose(onset + rhyme.replace("ưo", "ươ"), tone) if keyed and rhyme else None


def vni(word: str) -> str | None:
    """The Vietnamese syllable that these lower-case letters and digits give with VNI, or None where they give none.

    One letter and one digit give none: «a1» is a class of driving licences.
    """
    if not (_KEYED.match(word) and 3 <= len(word) <= _LONGEST + 1):
        return None
    letters = re.sub(r"\d", "", word.replace("d9", "đ", 1))
    begun = _BEGINNING.match(letters)
    assert begun is not None
    onset, place, rhyme, tone = begun.group(), 0, "", ""
    for letter in word.replace("d9", "đ", 1):
        marked: str | None = rhyme
        if not letter.isdigit():
            if place >= len(onset):
                rhyme += letter
            place += 1
        elif letter in _VNI_TONES:
            if tone not in ("", _VNI_TONES[letter]):
                return None
            tone = _VNI_TONES[letter]
        elif letter == "6":
            marked = _mark(rhyme, (("â", "â"), ("ê", "ê"), ("ô", "ô"), ("e", "ê"), ("o", "ô"), ("a", "â")))
        elif letter == "7":
            marked = _mark(rhyme, (("ươ", "ươ"), *_HORNS, ("ơ", "ơ"), ("ư", "ư")))
        elif letter == "8":
            marked = _mark(rhyme, (("ă", "ă"), ("a", "ă")))
        elif onset == "d":
            onset = "đ"
        else:
            return None
        if marked is None:
            return None
        rhyme = marked if letter.isdigit() else rhyme
    return compose(onset + rhyme.replace("ưo", "ươ"), tone) if rhyme else None


def _mark(rhyme: str, marks: tuple[tuple[str, str], ...]) -> str | None:
    for plain, marked in marks:
        if plain in rhyme:
            return rhyme.replace(plain, marked, 1)
    return None
