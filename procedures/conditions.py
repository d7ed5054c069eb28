"""The one reader of conditions: does a row hold for what a citizen has told?

Three values: True, it holds; False, it does not; None, not enough was told. A row is left out only for False, so what
is not known is always shown with its condition in words.
"""

from collections.abc import Iterable, Iterator

from procedures.facts import Facts
from procedures.record import Row, When

ONLINE = ("vneid", "portal")
"""The two ways that ``online`` covers."""
FAMILY = ("child", "parent", "spouse", "ward")
"""Whom ``family`` may be: being told the one leaves the other open."""

Told = tuple[str, str | int]
"""A fact that was told: the field of ``Facts`` and its value; one for each group."""


def fits(when: When | None, facts: Facts) -> bool | None:
    """Whether a condition is met; all of its parts must be. No condition is met by everyone."""
    if when is None:
        return True
    met = list(_parts(when, facts))
    if False in met:
        return False
    return None if None in met or when.more else True


def holds(row: Row, facts: Facts) -> bool | None:
    """The same for a row: one whose condition stands in words alone is never known to hold."""
    if row.when is None and row.condition is not None:
        return None
    return fits(row.when, facts)


def channel_fits(wanted: str | None, told: str | None) -> bool | None:
    """Whether a way of filing is the one told; ``online`` is VNeID or the portal, which of the two is not known."""
    if wanted is None or wanted == told:
        return True
    if told is None:
        return None
    if wanted == "online":
        return told in ONLINE
    return None if told == "online" and wanted in ONLINE else False


def mattered(rows: Iterable[Row], facts: Facts) -> list[Told]:
    """The facts told that any condition of these rows asks about: the reasons of an answer, in the order of Facts."""
    whens = [row.when for row in rows if row.when]
    told: list[Told] = []
    if facts.for_whom and any(when.for_whom for when in whens):
        told.append(("for_whom", facts.for_whom))
    if facts.age is not None and any(when.age_from is not None or when.age_under is not None for when in whens):
        told.append(("age", facts.age))
    told += [("group", group) for group in sorted(facts.groups) if any(group in when.groups for when in whens)]
    if facts.level is not None and any(when.level is not None for when in whens):
        told.append(("level", facts.level))
    if facts.province and any(when.province for when in whens):
        told.append(("province", facts.province))
    if facts.channel and any(when.channel for when in whens):
        told.append(("channel", facts.channel))
    if facts.occasion and any(when.occasion for when in whens):
        told.append(("occasion", facts.occasion))
    return told


def _parts(when: When, facts: Facts) -> Iterator[bool | None]:
    yield channel_fits(when.channel, facts.channel)
    yield _same(when.province, facts.province)
    yield _same(when.occasion, facts.occasion)
    yield _same(when.level, facts.level)
    yield _for_whom(when.for_whom, facts.for_whom)
    if when.age_from is not None:
        yield None if facts.age is None else facts.age >= when.age_from
    if when.age_under is not None:
        yield None if facts.age is None else facts.age < when.age_under
    if when.groups:  # people name some of what they are: a group not named is not ruled out
        yield True if facts.groups.intersection(when.groups) else None


def _same(wanted: str | int | None, told: str | int | None) -> bool | None:
    if wanted is None:
        return True
    return None if told is None else wanted == told


def _for_whom(wanted: str | None, told: str | None) -> bool | None:
    if (wanted == "family" and told in FAMILY) or (told == "family" and wanted in FAMILY):
        return None
    return _same(wanted, told)
