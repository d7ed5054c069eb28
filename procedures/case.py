"""What a message tells about the case, from its words and what was recognised in them.

A new value replaces the old one. Two values of one kind in a message («nộp trực tiếp và trực tuyến khác gì») tell
nothing; groups add up. Somebody else than before («không, cho mẹ tôi») has another age and other groups: both are
forgotten unless told anew. «Không phải sinh viên» takes a group back.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Protocol

from procedures.facts import Facts
from procedures.text import Span
from procedures.text.ages import find_ages
from procedures.text.groups import find_groups
from procedures.text.people import find_relations
from procedures.text.provinces import find_provinces
from procedures.text.situations import find_channels, find_levels, find_occasions

SINGLE = {"relation": "for_whom", "province": "province", "channel": "channel", "occasion": "occasion"}
"""Kinds of entities of which one value holds at a time, by the field of ``Facts``; numbers are read apart."""
DENIAL = re.compile(
    r"\b(?:không|khong|ko|k|hông|hong|chẳng|chang|chưa|chua)\s+(?:phải|phai|còn|là|thuộc|thuoc|nộp|nop|làm|lam|có|co)\b"
    r"|\b(?:not|no longer|isn't|aren't|don't)\b",
    re.IGNORECASE,
)
STOP = re.compile(r"[,.;:!?\n]|\b(?:mà|nhưng|but)\b", re.IGNORECASE)
NEAR = 2
"""Words between a denial and what it denies: «không phải | làm cho | con»."""
AND_WHAT = re.compile(r"con (?:cai|so|thu|le|phi|giay|ho so|loai|muc|thoi|nop|o|mat bao|online|mau|cac)\b")
"""«Còn lệ phí thì sao» typed without marks speaks of no child."""


class Recognised(Protocol):
    """Something recognised in a text; ``kind`` is the name of the entity."""

    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def start(self) -> int: ...


FINDERS = (find_relations, find_groups, find_ages, find_provinces, find_channels, find_levels, find_occasions)


def recognised(text: str) -> list[Span]:
    """What the words themselves hold, where nobody has parsed them."""
    return [span for finder in FINDERS for span in finder(text)]


def said(text: str, spans: Iterable[Recognised]) -> Facts:
    """What a message tells. ``spans``: what was recognised in it, by the names of entities."""
    denied = list(_denied(text))
    named: dict[str, set[str]] = {}
    no_child = bool(AND_WHAT.match(text.lower()))
    for span in spans:
        if no_child and span.kind == "relation" and span.start == 0:
            continue
        if not any(start <= span.start < end and span.kind == kind for kind, _, start, end in denied):
            named.setdefault(span.kind, set()).add(span.value)
    if len(named.get("relation", ())) > 1:
        named["relation"].discard("self")  # the speaker, who asks for another
    single = {kind: values.pop() for kind, values in named.items() if kind != "group" and len(values) == 1}
    told: dict[str, object] = {field: single[kind] for kind, field in SINGLE.items() if kind in single}
    told |= {kind: int(single[kind]) for kind in ("age", "level") if single.get(kind, "").isdecimal()}
    return Facts.from_json({**told, "groups": sorted(named.get("group", ()))})


def after(facts: Facts, text: str, spans: Iterable[Recognised]) -> Facts:
    """What is known once this message was read."""
    return added(taken_back(facts, text), said(text, spans))


def added(facts: Facts, more: Facts) -> Facts:
    """The facts with what was told after them."""
    if more.for_whom and facts.for_whom and more.for_whom != facts.for_whom:
        facts = replace(facts, age=None, groups=frozenset())
    new = {field.name: value for field in fields(Facts) if (value := getattr(more, field.name)) is not None}
    return replace(facts, **{**new, "groups": facts.groups | more.groups})


def taken_back(facts: Facts, text: str) -> Facts:
    """The facts without what the text says not to be so."""
    for kind, value, _, _ in _denied(text):
        if kind == "group":
            facts = replace(facts, groups=facts.groups - {value})
        elif kind == "relation" and facts.for_whom == value:
            facts = replace(facts, for_whom=None, age=None, groups=frozenset())
        elif kind == "channel" and facts.channel == value:
            facts = replace(facts, channel=None)
        elif kind == "level" and str(facts.level) == value:
            facts = replace(facts, level=None)
    return facts


def _denied(text: str) -> Iterator[tuple[str, str, int, int]]:
    """What the text says not to be so: kind and value, and the stretch of text that denies it."""
    for denial in DENIAL.finditer(text):
        stop = STOP.search(text, denial.end())
        end = stop.start() if stop else len(text)
        rest = text[denial.end() : end]
        for span in (*find_groups(rest), *find_relations(rest), *find_channels(rest), *find_levels(rest)):
            if len(rest[: span.start].split()) <= NEAR:
                yield span.kind, span.value, denial.end() + span.start, denial.end() + span.end
