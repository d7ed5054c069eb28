"""A message that holds nothing but words of a question: what it asks, whatever it was taken for by itself.

The classifier sees each message alone, and of «thế còn thời gian», «không, tôi hỏi phí cơ», «xã khác được ko» little is
left once there is no talk around them. Here all words must be known (bare_question.yml), so nothing of another matter
is taken for a question of ours: «thế giá vàng hôm nay» is none.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from actions.marks import Word, apart, fits, phrase
from actions.talk import Ask, Talk

LISTS = Path(__file__).with_name("bare_question.yml")
WORD = re.compile(r"[^\W_][\w\u0300-\u036f]*")
KNOWN = frozenset({"procedure", "variant", "relation", "age", "group", "province", "level", "occasion", "form_number"})
"""Kinds of entities whose words are no part of the question."""
CHANNEL = "channel"
"""«Online» tells how one files where something else is asked, else it is what is asked."""
STOP = re.compile(r"[,.;:!?\n]+(?=\s+\S)")
"""Where a clause ends and another begins."""
LONGEST = 16
"""Words up to which a message is read."""

BESIDE, NOT, HOW_MUCH = "<beside>", "<not>", "<how much>"


def topics_of(talk: Talk) -> tuple[str, ...]:
    """The topics asked, in order; none where a word of the message is neither known nor part of a name."""
    if talk.text.startswith("/"):
        return ()
    return read(talk.text, _named(talk, CHANNEL)) or read(talk.text, _named(talk))


def last_clause(talk: Talk) -> Talk | None:
    """The talk as if only the last clause had named something, where that is a question by itself; else None.

    «Số căn cước của em là …, làm hộ chiếu cần gì» asks of the passport.
    """
    start = max((found.end() for found in STOP.finditer(talk.text)), default=0)
    if not start or talk.text.startswith("/"):
        return None
    own = tuple(entity for entity in talk.entities if entity.start >= start)
    inside = [
        (entity.start - start, entity.end - start) for entity in own if entity.kind in KNOWN or entity.kind == CHANNEL
    ]
    topics = read(talk.text[start:], inside)
    return replace(talk, entities=own, asks=tuple(Ask(topic) for topic in topics)) if topics else None


def asked_within(text: str) -> tuple[str, ...]:
    """The topics of the phrases in a text that may hold other words too."""
    words = [apart(found.group().lower()) for found in WORD.finditer(text)]
    found: list[str] = []
    how_much, place = False, 0
    while place < len(words):
        meaning, length = _longest(words, place)
        if meaning not in (None, BESIDE, NOT, HOW_MUCH):
            found.append(str(meaning))
        how_much = how_much or meaning == HOW_MUCH
        place += length
    return tuple(dict.fromkeys(found)) or (("fee",) if how_much else ())


def other_words(talk: Talk) -> list[Word]:
    """The words of a message that are neither part of a question nor of a name, nor beside."""
    words = [
        apart(found.group().lower())
        for found in WORD.finditer(talk.text)
        if not any(start < found.end() and found.start() < end for start, end in _named(talk, CHANNEL))
    ]
    left: list[Word] = []
    place = 0
    while place < len(words):
        meaning, length = _longest(words, place)
        if meaning is None:
            left.append(words[place])
        place += length
    return left


def says_no_more(talk: Talk) -> bool:
    """Whether all words of the message are names, facts about the case, or ask nothing."""
    return scan(talk.text, _named(talk, CHANNEL)) is not None


def read(text: str, named: Sequence[tuple[int, int]] = ()) -> tuple[str, ...]:
    """The topics that a text asks. ``named``: stretches of it that are names."""
    return scan(text, named) or ()


def scan(text: str, named: Sequence[tuple[int, int]] = ()) -> tuple[str, ...] | None:
    """The same, empty where all words are known and ask nothing; None where one of them is not known."""
    words = [
        apart(found.group().lower())
        for found in WORD.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in named)
    ]
    if len(words) > LONGEST:
        return None
    asked: list[str] = []
    denied, how_much, place = False, False, 0
    while place < len(words):
        meaning, length = _longest(words, place)
        if meaning is None:
            return None
        if meaning not in (BESIDE, NOT, HOW_MUCH) and not denied:
            asked.append(meaning)
        how_much = how_much or meaning == HOW_MUCH
        denied = meaning == NOT or (denied and meaning == BESIDE)
        place += length
    topics = tuple(dict.fromkeys(asked)) or (("fee",) if how_much else ())
    return tuple(topic for topic in topics if topic != "overview") or topics  # «what is» the fee


def _named(talk: Talk, *more: str) -> list[tuple[int, int]]:
    return [(entity.start, entity.end) for entity in talk.entities if entity.kind in KNOWN or entity.kind in more]


def _longest(words: Sequence[Word], place: int) -> tuple[str | None, int]:
    """What the longest known phrase at that place means, and its words."""
    for wanted, meaning in _phrases().get(words[place].plain, ()):
        stretch = words[place : place + len(wanted)]
        if len(stretch) == len(wanted) and all(fits(*pair) for pair in zip(stretch, wanted, strict=True)):
            return meaning, len(wanted)
    return None, 1


@cache
def _phrases() -> Mapping[str, list[tuple[tuple[Word, ...], str | None]]]:
    """The phrases and their meanings by the plain letters of the first word, the longest first."""
    lists: dict[str, Any] = yaml.safe_load(LISTS.read_text("utf-8"))
    listed: list[tuple[str, str | None]] = [
        (each, topic) for topic, phrases in lists["topics"].items() for each in phrases
    ]
    listed += [(each, HOW_MUCH) for each in lists["how_much"]]
    listed += [(each, NOT) for each in lists["not"]]
    listed += [(each, BESIDE) for each in lists["beside"]]
    listed += [(each, None) for each in lists["never"]]
    by_first: dict[str, list[tuple[tuple[Word, ...], str | None]]] = {}
    for text, meaning in listed:
        words = phrase(str(text))
        by_first.setdefault(words[0].plain, []).append((words, meaning))
    for phrases in by_first.values():
        phrases.sort(key=lambda each: -len(each[0]))
    return by_first
