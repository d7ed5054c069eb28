"""Words by which people steer a talk: «cái lúc nãy», «không, ý tôi là», «hai cái đó» (cues.yml)."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from actions.marks import Word, near, phrase, places, stands

Cue = Literal[
    "first",
    "earlier",
    "both",
    "correction",
    "slip",
    "drops",
    "not_this",
    "whom_to_call",
    "begins_slip",
    "differ",
    "dossier_news",
    "still",
    "complains",
]
LISTS = Path(__file__).with_name("cues.yml")
BETWEEN = 4
"""Words that may stand between «not» and the name that is not meant: «không phải | thủ tục đăng ký | tạm trú»."""


def has(text: str, cue: Cue) -> bool:
    """Whether a message holds one of the phrases; a button's press holds none."""
    if text.startswith("/"):
        return False
    words = phrase(text)
    return stands(words, _list(cue))


def begins(text: str, cue: Cue) -> bool:
    """Whether a message begins with one of the phrases, and a pause."""
    first, pause, _ = text.partition(",")
    return bool(pause) and phrase(first) in [tuple(each) for each in _list(cue)]


def denied(text: str, start: int) -> bool:
    """Whether what begins at ``start`` is said not to be meant."""
    clause = text[:start].replace(";", ",").rsplit(",", 1)[-1]
    words = phrase(clause)
    for each in near(words, _list("not_this")):
        for at in places(words, each):
            rest = words[at + len(each) :]
            if len(rest) <= BETWEEN and not any(word.plain in ("ma", "nhung", "but") for word in rest):
                return True
    return False


@cache
def _list(cue: Cue) -> list[tuple[Word, ...]]:
    return [phrase(text) for text in yaml.safe_load(LISTS.read_text("utf-8"))[cue]]


@cache
def fillers() -> frozenset[str]:
    """Folded words by which nothing of what was offered is chosen."""
    return frozenset(yaml.safe_load(LISTS.read_text("utf-8"))["fillers"])
