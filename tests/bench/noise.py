"""Messages as they come when diacritics are missing, the keyboard is off, fingers slip, or words are cut short.

For tests only, and of another make than the copies that the classifier learns from (bot/nlu/copies.py): those replace
letters at random, these follow what keyboards and chats do. The same message and seed give the same result.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random

LETTERS_PER_TYPO = 8
SHARE_OF_VNI = 0.25
SHARE_HALF_ON = 0.3
"""Messages in which only some words kept their keys, because the keyboard was switched on and off."""
SHARE_CUT_SHORT = 0.8
"""Of the words that have a short form, how many are written in it."""

_WORD = re.compile(r"[^\W\d_]+")
_TELEX = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j", "\u0306": "w", "\u031b": "w"}
_VNI = {
    "\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5", "\u0302": "6", "\u031b": "7",
    "\u0306": "8",
}  # fmt: skip
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_FORMS: dict[str, list[str]] = json.loads(Path(__file__).with_name("teencode.json").read_text("utf-8"))["forms"]
_LONG = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, _FORMS), key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE
)


def noised(kind: str, text: str, seed: int = 1) -> str:
    """The text with one kind of NOISES."""
    return NOISES[kind](unicodedata.normalize("NFC", text), Random(f"{seed} {kind} {text}"))


def stripped(text: str, chance: Random) -> str:
    """Without any diacritic; case and marks stay."""
    flat = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(char for char in flat if unicodedata.category(char) != "Mn"))


def keys(text: str, chance: Random) -> str:
    """The keys that were pressed for Telex or VNI («hồ sơ»: hoof sow, ho62 so7), in all words or in some."""
    press = vni if chance.random() < SHARE_OF_VNI else telex
    share = 0.5 if chance.random() < SHARE_HALF_ON else 1.0
    at_end = chance.random() < 0.75

    def word(found: re.Match[str]) -> str:
        return press(found.group(), at_end) if chance.random() < share else found.group()

    return _WORD.sub(word, text)


def telex(word: str, at_end: bool = True) -> str:
    """The Telex keys of a word. ``at_end``: the tone's key comes last («tieenf»), else after its letter («tieefn»)."""
    pressed = _pressed(word, _TELEX, "d", at_end)
    return re.sub(r"(?i)uwow", "uow", pressed)  # Telex needs one w for ươ, and nobody presses it twice


def vni(word: str, at_end: bool = True) -> str:
    """The VNI keys of a word: «tie6n2» or «tie62n»."""
    return _pressed(word, _VNI, "9", at_end)


def _pressed(word: str, table: dict[str, str], bar: str, at_end: bool) -> str:
    out, last = [], ""
    for letter in word:
        base, *marks = list(unicodedata.normalize("NFD", letter))
        out.append({"đ": "d", "Đ": "D"}.get(letter, base))
        out.append(bar if letter in "đĐ" else "")
        for mark in sorted(marks, key=lambda mark: mark in _TONES):
            key = table.get(mark, base.lower())  # a circumflex is its letter once more
            if at_end and mark in _TONES:
                last = key
            else:
                out.append(key)
    pressed = "".join(out) + last
    return pressed.upper() if len(word) > 1 and word.isupper() else pressed


def typos(text: str, chance: Random) -> str:
    """One slip in every eight letters: a neighbour on the keyboard, a letter left out, doubled, or swapped.

    Words with digits or brackets stay whole: a code with a slip is another code.
    """
    letters = list(text)
    words = [match for match in re.finditer(r"\S+", text) if not re.search(r"[\d\[\]@]", match.group())]
    places = [place for word in words for place in range(*word.span()) if letters[place].isalpha()]
    for begin in range(0, len(places), LETTERS_PER_TYPO):
        block = places[begin : begin + LETTERS_PER_TYPO]
        if chance.random() * LETTERS_PER_TYPO < len(block):
            _slip(letters, chance.choice(block), chance)
    return "".join(letters)


def _slip(letters: list[str], place: int, chance: Random) -> None:
    before, after = letters[place - 1 : place] if place else [], letters[place + 1 : place + 2]
    alone = not any(near and near[0].isalpha() for near in (before, after))
    kind = chance.choice(("neighbour", "twice") if alone else ("neighbour", "left out", "twice", "swapped"))
    if kind == "neighbour":
        letters[place] = _neighbour(letters[place], chance)
    elif kind == "left out":
        letters[place] = ""
    elif kind == "twice":
        letters[place] *= 2
    elif after and after[0].isalpha():
        letters[place], letters[place + 1] = letters[place + 1], letters[place]
    else:
        letters[place - 1], letters[place] = letters[place], letters[place - 1]


def _neighbour(letter: str, chance: Random) -> str:
    base = stripped(letter, chance).lower()
    for number, row in enumerate(_ROWS):
        if base in row:
            place = row.index(base)
            beside = [row[other] for other in (place - 1, place + 1) if 0 <= other < len(row)]
            below = [r[place] for r in _ROWS[max(0, number - 1) : number + 2] if r != row and place < len(r)]
            near = chance.choice(beside + below)
            return near.upper() if letter.isupper() else near
    return letter


def teencode(text: str, chance: Random) -> str:
    """Common words in a short or playful form of the table teencode.json."""

    def short(found: re.Match[str]) -> str:
        forms = _FORMS[found.group().lower()]
        return chance.choice(forms) if chance.random() < SHARE_CUT_SHORT else found.group()

    return _LONG.sub(short, text)


NOISES: dict[str, Callable[[str, Random], str]] = {
    "bare": stripped,
    "telex": keys,
    "typos": typos,
    "teencode": teencode,
}
"""Diacritics stripped; keys of Telex and VNI; one slip in eight letters; short forms."""
