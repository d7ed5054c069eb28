"""Which of several names in a message is only mentioned: what somebody has already, or uses, or wants it for.

General cues before a name («đã có», «bằng», «để làm»), not lists of cases: beside.json. A name alone is always the one
asked about.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.nlu.found import Found

_DATA: dict[str, Any] = json.loads(Path(__file__).with_name("beside.json").read_text("utf-8"))
_BEFORE = frozenset(tuple(cue.split()) for cue in _DATA["before"])
_WHEN_SECOND = frozenset(tuple(cue.split()) for cue in _DATA["before_when_second"])
_FILLERS = frozenset(_DATA["fillers"])
_LONGEST = max(map(len, _BEFORE | _WHEN_SECOND))


def with_mentioned(found: Sequence[Found], words: Sequence[str]) -> list[Found]:
    """The same names; those that are only mentioned are marked, where at least one is left.

    ``words``: the folded words of the message.
    """
    named = [name for name in found if not name.context]
    mentioned = {number for number, name in enumerate(named) if _is_mentioned(name, number, words)}
    left = {slug for number, name in enumerate(named) if number not in mentioned for slug in name.slugs}
    if not left:
        return list(found)
    marked = [named[number] for number in mentioned]
    return [replace(name, beside=True) if name in marked else name for name in found]


def _is_mentioned(name: Found, number: int, words: Sequence[str]) -> bool:
    end = name.first
    while True:
        for length in range(1, _LONGEST + 1):
            cue = tuple(words[max(0, end - length) : end])
            if cue in _BEFORE or (number and cue in _WHEN_SECOND):
                return True
        if end == 0 or name.first - end >= 2 or words[end - 1] not in _FILLERS:
            return False
        end -= 1
