"""What the citizen has told about the case: the slot ``facts``, with what the latest message adds or takes back.

What is about a person (for whom, age, groups, level of the account, province) is kept for the whole talk, until it is
corrected or forgotten. How and on what occasion something is filed (channel, occasion) belongs to the procedure: it is
dropped when the talk goes on to a procedure of another family, and kept between those of one family.

A new value replaces the old one. Two values of one kind in a message («nộp trực tiếp và trực tuyến khác gì») tell
nothing; groups add up. Somebody else than before («không, cho mẹ tôi») has another age and other groups: both are
forgotten unless told anew. «Không phải sinh viên» takes a group back.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, replace

from sqlalchemy.orm import Session

from actions.talk import Talk
from procedures.facts import Facts
from procedures.lookup import family_of
from procedures.text import fold
from procedures.text.groups import find_groups
from procedures.text.people import find_relations
from procedures.text.situations import find_channels, find_levels

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
FORGET = re.compile(
    r"\b(?:quen|xoa|bo)\b.{0,25}\b(?:thong tin|dieu)\b.{0,20}\b(?:toi|em|minh|chau)\b"
    r"|\bforget (?:about me|me|what i told|my (?:details|information|data))"
)


def slot_of(facts: Facts) -> dict[str, object] | None:
    """The value for the slot."""
    return facts.to_json() or None


def before(talk: Talk) -> Facts:
    """What was told before this message."""
    return Facts.from_json(talk.slot("facts"))


def said(talk: Talk) -> Facts:
    """What this message tells."""
    denied = list(_denied(talk.text))
    named: dict[str, set[str]] = {}
    no_child = bool(AND_WHAT.match(talk.text.lower()))
    for entity in talk.entities:
        if no_child and entity.kind == "relation" and entity.start == 0:
            continue
        if not any(start <= entity.start < end and entity.kind == kind for kind, _, start, end in denied):
            named.setdefault(entity.kind, set()).add(entity.value)
    if len(named.get("relation", ())) > 1:
        named["relation"].discard("self")  # the speaker, who asks for another
    single = {kind: values.pop() for kind, values in named.items() if kind != "group" and len(values) == 1}
    told: dict[str, object] = {field: single[kind] for kind, field in SINGLE.items() if kind in single}
    told |= {kind: int(single[kind]) for kind in ("age", "level") if single.get(kind, "").isdecimal()}
    return Facts.from_json({**told, "groups": sorted(named.get("group", ()))})


def known(talk: Talk) -> Facts:
    """All that is told by now."""
    return _with(_taken_back(before(talk), talk.text), said(talk))


def known_about(talk: Talk, session: Session, slug: str) -> Facts:
    """The same for a procedure: without how the one talked about so far was to be filed, if it is of another family."""
    current = talk.slot("procedure")
    facts = before(talk)
    if current and current != slug and _family(session, current) != _family(session, slug):
        facts = replace(facts, channel=None, occasion=None)
    return _with(_taken_back(facts, talk.text), said(talk))


def is_new(talk: Talk) -> bool:
    """Whether this message changes what is known, or says it again."""
    return bool(said(talk)) or known(talk) != before(talk)


def wants_to_be_forgotten(talk: Talk) -> bool:
    """Whether the button was pressed, which answers name «Quên thông tin của tôi», or it was typed."""
    return talk.text.startswith("/inform") or bool(FORGET.search(fold(talk.text)))


def _with(facts: Facts, more: Facts) -> Facts:
    if more.for_whom and facts.for_whom and more.for_whom != facts.for_whom:
        facts = replace(facts, age=None, groups=frozenset())
    new = {field.name: value for field in fields(Facts) if (value := getattr(more, field.name)) is not None}
    return replace(facts, **{**new, "groups": facts.groups | more.groups})


def _taken_back(facts: Facts, text: str) -> Facts:
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


def _family(session: Session, slug: str) -> str:
    """A slug without a record is itself the name of a family."""
    return family_of(session, slug) or slug
