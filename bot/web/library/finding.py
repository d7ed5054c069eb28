"""The list as a reader asked for it: searched, filtered, grouped by field, in pages of a hundred."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from bot.web.library.offices import offices
from bot.web.library.shelf import Entries, Entry
from procedures.search import search
from procedures.text import clean, fold

PER_PAGE = 100
MOST_FOUND = 100
LONGEST = 200
WORTH = 0.5
"""Share of the best hit's score below which a hit only shares a word with the question."""


@dataclass(frozen=True)
class Asked:
    """What a reader asked of the list; empty parts ask for nothing."""

    q: str = ""
    field: str = ""
    office: str = ""
    page: int = 1

    @property
    def anything(self) -> bool:
        """Whether the list is narrowed at all."""
        return bool(self.q or self.field or self.office)


@dataclass(frozen=True)
class Found:
    """An entry, with the other name or the code by which a search found it."""

    entry: Entry
    why: str | None = None


@dataclass(frozen=True)
class Choice:
    """A value of a filter, and how many procedures it leaves."""

    key: str
    name: str
    count: int


@dataclass(frozen=True)
class ListView:
    """A page of the list. ``groups``: (field, its entries), one without a name where a search ranks them."""

    asked: Asked
    total: int
    groups: Sequence[tuple[str, Sequence[Found]]]
    pages: int
    fields: Sequence[Choice]
    offices: Sequence[Choice]


def asked_of(q: str, field: str, office: str, page: str) -> Asked:
    """What is asked, from words of an address that anybody may have written."""
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    return Asked(clean(q)[:LONGEST].strip(), field, office, max(1, number))


def find(session: Session, entries: Entries, asked: Asked, day: date, lang: str) -> ListView:
    """The page asked for; a page past the last is the last. Counts of a filter mind the other one and the search."""
    found = _searched(session, entries, asked.q, day)
    in_field = [each for each in found if asked.field in ("", each.entry.field_key)]
    in_office = [each for each in found if not asked.office or asked.office in each.entry.offices]
    chosen = [each for each in in_field if not asked.office or asked.office in each.entry.offices]
    pages = max(1, -(-len(chosen) // PER_PAGE))
    number = min(asked.page, pages)
    shown = chosen[(number - 1) * PER_PAGE : number * PER_PAGE]
    return ListView(
        asked=replace(asked, page=number),
        total=len(chosen),
        groups=[("", shown)] if asked.q else _grouped(shown, lang),
        pages=pages,
        fields=_fields(in_office, lang),
        offices=_offices(in_field, lang),
    )


def _searched(session: Session, entries: Entries, q: str, day: date) -> list[Found]:
    if not q:
        return [Found(entry) for entry in entries.values()]
    hits = search(session, q, day, limit=MOST_FOUND)
    near = [hit for hit in hits if hit.slug in entries and hit.score >= WORTH * hits[0].score]
    return [Found(entries[hit.slug], _why(entries[hit.slug], hit.why)) for hit in near]


def _why(entry: Entry, matched: str) -> str | None:
    """The name that matched, where the line does not show it anyway."""
    return None if fold(matched) in (fold(entry.name.vi), fold(entry.name.en or "")) else matched


def _grouped(found: Sequence[Found], lang: str) -> list[tuple[str, list[Found]]]:
    groups = groupby(found, key=lambda each: each.entry.field_key)
    lists = [list(members) for _, members in groups]
    return [(members[0].entry.field.in_(lang), members) for members in lists]


def _fields(found: Sequence[Found], lang: str) -> list[Choice]:
    names = {each.entry.field_key: each.entry.field.in_(lang) for each in found}
    counts = Counter(each.entry.field_key for each in found)
    return [Choice(key, names[key], counts[key]) for key in sorted(names)]


def _offices(found: Sequence[Found], lang: str) -> list[Choice]:
    counts = Counter(key for each in found for key in each.entry.offices)
    return [Choice(each.key, each.name(lang), counts[each.key]) for each in offices() if counts[each.key]]
