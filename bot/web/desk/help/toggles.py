"""The facts that matter to a record: what its own conditions ask for, and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from procedures.facts import CHANNELS, FOR_WHOM, GROUPS, OCCASIONS, Facts
from procedures.lookup import InForce
from procedures.record import SECTIONS, Row, When
from procedures.text.provinces import PROVINCES
from procedures.words import say

SINGLE = ("for_whom", "channel", "occasion", "level", "province")
"""Facts of which one value holds."""


@dataclass(frozen=True)
class Choice:
    """A value of a fact, in words, and whether it was told."""

    value: str
    title: str
    chosen: bool


@dataclass(frozen=True)
class Toggles:
    """``single``: fact → its choices; ``groups``: any number of them; ``age`` None where no condition asks for it."""

    single: dict[str, list[Choice]]
    groups: list[Choice]
    asks_age: bool
    age: int | None
    kept: list[tuple[str, str]]
    """Facts told that make no difference here; another procedure may ask for them."""

    @property
    def any(self) -> bool:
        """Whether anything can be told that makes a difference."""
        return bool(self.single or self.groups or self.asks_age)


def toggles(found: InForce, facts: Facts, lang: str) -> Toggles:
    """What can be told about a case of this procedure, with what was told already."""
    whens = list(_whens(found))
    offered: dict[str, list[str]] = {
        "for_whom": _in_order(FOR_WHOM, (when.for_whom for when in whens)),
        "channel": _in_order(CHANNELS, (*(when.channel for when in whens), *_ways(found))),
        "occasion": _in_order(OCCASIONS, (when.occasion for when in whens)),
        "level": ["1", "2"] if any(when.level for when in whens) else [],
        "province": sorted({when.province for when in whens if when.province}),
    }
    if offered["for_whom"] and "self" not in offered["for_whom"]:
        offered["for_whom"].insert(0, "self")
    groups = _in_order(GROUPS, (group for when in whens for group in when.groups))
    single = {name: _choices(name, values, facts, lang) for name, values in offered.items() if _matters(name, values)}
    asks_age = any(when.age_from is not None or when.age_under is not None for when in whens)
    shown = {*single, *(["age"] if asks_age else [])}
    told = [(name, str(value)) for name, value in facts.to_json().items() if name not in (*shown, "groups")]
    return Toggles(
        single=single,
        groups=[Choice(each, say(f"facts.group.{each}", lang), each in facts.groups) for each in groups],
        asks_age=asks_age,
        age=facts.age,
        kept=[*told, *(("groups", each) for each in sorted(facts.groups) if each not in groups)],
    )  # fmt: skip


def facts_of(form: dict[str, str], groups: Iterable[str]) -> Facts:
    """What a form says; what is not of the closed lists counts as not told."""
    whole = {
        name: int(form[name]) for name in ("age", "level") if form.get(name, "").isdecimal() and len(form[name]) < 4
    }
    words = {name: form[name] for name in ("for_whom", "channel", "occasion") if form.get(name)}
    province = form.get("province", "")
    return Facts.from_json(
        {**words, **whole, "groups": list(groups), "province": province if province in PROVINCES else None}
    )


def _choices(name: str, values: list[str], facts: Facts, lang: str) -> list[Choice]:
    told = str(getattr(facts, name) or "")
    values = [*values, told] if told and told not in values else values
    return [Choice(each, _title(name, each, lang), each == told) for each in values]


def _matters(name: str, values: list[str]) -> bool:
    """A province that rows name is one answer of many; of other facts a single value leaves nothing to choose."""
    return len(values) > 1 or (name == "province" and bool(values))


def _title(name: str, value: str, lang: str) -> str:
    if name == "province":
        return PROVINCES.get(value, value)
    return say("facts.level", lang, number=value) if name == "level" else say(f"facts.{name}.{value}", lang)


def _in_order(known: tuple[str, ...], named: Iterable[str | None]) -> list[str]:
    found = set(named)
    return [each for each in known if each in found]


def _whens(found: InForce) -> Iterator[When]:
    for section in SECTIONS:
        rows: tuple[Row, ...] = getattr(found.record, section) or ()
        yield from (row.when for row in rows if row.when)


def _ways(found: InForce) -> Iterator[str | None]:
    """Ways of filing by which steps and places differ."""
    yield from (step.channel for step in found.record.steps or ())
    yield from (place.channel for place in found.record.places or ())
