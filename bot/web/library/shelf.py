"""What the pages keep between requests: lines of the list by publication and day, and pages already written."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.web.library.offices import offices_of
from procedures.lookup import InForce, listing
from procedures.models import Publication
from procedures.record import Words
from procedures.text import fold

MOST_DAYS = 8
MOST_PAGES = 512
"""About 50 kB each."""


@dataclass(frozen=True)
class Entry:
    """A procedure as the list shows it. ``field_key`` and ``offices`` are what filters compare."""

    slug: str
    name: Words
    summary: Words
    agency: Words
    field: Words
    field_key: str
    offices: tuple[str, ...]


Entries = dict[str, Entry]


class Shelf:
    """Kept in this process, for all readers; all that a page depends on stands in its key."""

    def __init__(self) -> None:
        self._lists: OrderedDict[tuple[int | None, date], Entries] = OrderedDict()
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()
        self._making = Lock()

    def entries(self, session: Session, day: date) -> Entries:
        """All procedures of the day by slug, sorted by field, then by name; made once a publication."""
        key = (published(session), day)
        kept = self._lists.get(key)
        if kept is None:
            with self._making:  # it reads every record: those who come meanwhile wait for the first
                kept = self._lists.get(key)
                if kept is None:
                    made = sorted((_entry(found) for found in listing(session, day)), key=_order)
                    kept = {entry.slug: entry for entry in made}
                    _keep(self._lists, key, kept, MOST_DAYS)
        return kept

    def page(self, key: str, write: Callable[[], bytes]) -> bytes:
        """The page of that key, written only where nobody has asked for it lately."""
        with self._lock:
            kept = self._pages.get(key)
        if kept is None:
            kept = write()
            with self._lock:
                _keep(self._pages, key, kept, MOST_PAGES)
        return kept


def published(session: Session) -> int | None:
    """The number of the newest publication."""
    return session.scalar(select(func.max(Publication.id)))


def key_of(*parts: object) -> str:
    """A short name for all that a page depends on."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def field_key(field: str) -> str:
    """A field as it stands in an address: «Cư trú» is cu-tru."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in fold(field)).split())


def _entry(found: InForce) -> Entry:
    record, name = found.record, found.name
    return Entry(
        slug=record.slug,
        name=Words(vi=name.vi, en=name.en),
        summary=record.summary,
        agency=record.agency,
        field=record.field,
        field_key=field_key(record.field.vi),
        offices=offices_of(record.agency.vi),
    )


def _order(entry: Entry) -> tuple[str, str]:
    return entry.field_key, fold(entry.name.vi)


def _keep[K, V](kept: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    """The oldest goes where there are too many."""
    kept[key] = value
    while len(kept) > most:
        kept.popitem(last=False)
