"""Diacritics where they were typed: "hồ sơ đó" does not hold the name "sổ đỏ", though both fold to "so do".

A word fits one that bears its marks and more, for people leave some out («cứoc»: cước, «tủ»: tử), above all those who
type none; of the tones hook and tilde count as one, as many speakers write them.
"""

import unicodedata
from collections.abc import Sequence

_SAME = {"\N{COMBINING TILDE}": "\N{COMBINING HOOK ABOVE}"}


def marks(word: str) -> str:
    """The diacritics of a word, in an order that does not tell where a tone was placed (hoà, hòa); đ counts as one."""
    if word.isascii():
        return ""
    flat = unicodedata.normalize("NFD", word.lower())
    found = (_SAME.get(char, char) for char in flat if unicodedata.category(char) == "Mn" or char == "đ")
    return "".join(sorted(found))


def fit(typed: Sequence[str], forms: Sequence[Sequence[str]]) -> bool:
    """Whether words as typed can be one of the name's written forms, given as the marks of their words.

    A form without any mark fits too: some aliases are written without.
    """
    if not forms:
        return True
    bare = [marks(word) for word in typed]
    return any(
        len(form) == len(bare) and all(_alike(ours, theirs) for ours, theirs in zip(bare, form, strict=True))
        for form in forms
    )


def _alike(ours: str, theirs: str) -> bool:
    return not theirs or set(ours) <= set(theirs)
