"""Cleaning, folding and splitting of Vietnamese text as people type it.

Offsets: every function that returns positions counts characters of the text it was given. ``clean`` changes the text,
so call it once, at intake, and use its result from there on.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

FILLER = "\ue000"
"""Stands in a working copy for what is known already; no letter, digit or separator, and never left by ``clean``."""

_INVISIBLE = {"Cf", "Cc", "Co", "Cs", "Cn"}  # format, control, private, surrogate, unassigned
_TOKEN = re.compile(r"\[[a-z_]+:[0-9a-f]{10}\]|[^\W_]+(?:[.\-/][^\W_]+)*|[^\w\s]|_", re.UNICODE)


@dataclass(frozen=True)
class Span:
    """A piece of a text: what it is, where it stands (``text[start:end]``), and its value in standard form."""

    kind: str
    start: int
    end: int
    value: str


def clean(text: str) -> str:
    """NFC, one line, ordinary spaces, ASCII digits, no invisible characters (zero-width, bidi marks, controls).

    Digits in circles, raised or on keycaps become plain ones too.
    """
    out: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        category = unicodedata.category(char)
        if char.isspace() or category in ("Zs", "Zl", "Zp"):
            out.append(" ")
        elif category in ("Nd", "No"):
            number = unicodedata.numeric(char)
            out.append(str(int(number)) if number.is_integer() else char)
        elif category[0] == "M" and out and out[-1].isdigit():
            continue  # a keycap's frame
        elif category not in _INVISIBLE:
            out.append(char)
    # Dropping a character can bring a letter and its mark together.
    return unicodedata.normalize("NFC", re.sub(r" +", " ", "".join(out)).strip())


def fold(text: str) -> str:
    """Lower case without diacritics, ``đ`` as ``d``, single spaces: the form in which names are compared."""
    flat = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    flat = "".join(char for char in flat if unicodedata.category(char) != "Mn")
    return " ".join(flat.split())


def tokens(text: str) -> list[Span]:
    """Words, codes, placeholders and single marks with their true offsets; ``value`` is the folded form."""
    # A letter typed as NFD is followed by marks, which are no word characters: join them to their letter first.
    marked = re.compile(r"(?:" + _TOKEN.pattern + r")[̀-ͯ]*(?:[^\W_]*[̀-ͯ]+)*[^\W_]*")
    pattern = marked if any(unicodedata.combining(char) for char in text) else _TOKEN
    return [Span("token", m.start(), m.end(), fold(m.group())) for m in pattern.finditer(text)]


def replace(text: str, spans: list[Span], words: list[str]) -> str:
    """``text`` with each span (in order, not overlapping) replaced by the word of the same place."""
    out, at = [], 0
    for span, word in zip(spans, words, strict=True):
        out += [text[at : span.start], word]
        at = span.end
    return "".join([*out, text[at:]])


def blank(text: str, places: Iterable[tuple[int, int]]) -> str:
    """A copy of the same length with fillers in these places (``start``, ``end``)."""
    chars = list(text)
    for start, end in places:
        chars[start:end] = FILLER * (end - start)
    return "".join(chars)
