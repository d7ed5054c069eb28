"""Which of the procedures offered last a message chooses: by its place, or by words of its line."""

import re
from collections.abc import Mapping

from sqlalchemy.orm import Session

from actions.closest import closest
from actions.talk import Talk
from procedures.text import fold

NUMBER = re.compile(
    r"(?:(?:chon|lay|muc|y|cau|cai|the|option|number|no)\W*)*"
    r"(?:(?:thu|so)?\W*(?P<number>\d)|dau tien|dau|thu nhat|the first(?: one)?)\W*(?:a|nhe|nha|di|day)?\W*"
)
PLACES: Mapping[str, int] = {
    "nhat": 1, "dau": 1, "dau tien": 1, "hai": 2, "nhi": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7,
    "tam": 8, "cuoi": -1, "cuoi cung": -1,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1,
}  # fmt: skip
ORDINAL = re.compile(
    r"\b(?:(?:cai|muc|loai|thu tuc|lua chon|dong|y)\s+(?:thu\s+|so\s+)?"
    r"(?P<place>\d|nhat|dau tien|dau|hai|nhi|ba|tu|bon|nam|sau|bay|tam|cuoi cung|cuoi)"
    r"|the\s+(?P<english>first|second|third|fourth|last))\b"
)
FEW = 10
"""Words of a message up to which it may be an answer to the question which one."""
HALF = 0.5
"""Share of its words that must be words of the one chosen."""


def picked(talk: Talk, session: Session) -> str | None:
    """The one of ``talk.candidates`` that the message chooses; None where it chooses none or may mean several."""
    return by_number(talk) or by_words(talk, session)


def by_number(talk: Talk) -> str | None:
    """«1», «cái thứ 2», «cái đầu», «cái thứ hai lệ phí bao nhiêu»."""
    text = fold(talk.text)
    whole, within = NUMBER.fullmatch(text), ORDINAL.search(text)
    if talk.named("level") and not text.strip().isdecimal():  # «mức 2» is no place in a list
        return None
    if whole:
        place = int(whole["number"] or 1)
    elif within:
        words = within["place"] or within["english"]
        place = int(words) if words.isdecimal() else PLACES[words]
    else:
        return None
    if place == -1:
        return talk.candidates[-1] if talk.candidates else None
    return talk.candidates[place - 1] if 1 <= place <= len(talk.candidates) else None


def by_words(talk: Talk, session: Session) -> str | None:
    """«Loại cho người nước ngoài»: the only one whose line holds most of the words that tell the offers apart."""
    if talk.text.startswith("/") or len(talk.text.split()) > FEW or len(talk.candidates) < 2:
        return None
    found = closest(talk, session, talk.candidates)
    return found.slug if found and found.share >= HALF else None
