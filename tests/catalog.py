"""The shipped catalog as tests read it, and a data base that holds it."""

from collections.abc import Iterator
from datetime import date

from procedures.publishing.files import read_catalog
from procedures.record import SECTIONS, Record, Row

DAY = date(2026, 11, 21)
CATALOG = read_catalog()
SLUGS = sorted(CATALOG.records)
LAWS = {law.title: law for law in CATALOG.registers["laws"]}
SOURCES = {source.key: source for source in CATALOG.registers["sources"]}


def record(slug: str) -> Record:
    """A record, inheritance resolved."""
    return CATALOG.records[slug]


def rows(slug: str) -> Iterator[tuple[str, Row]]:
    """(section, row) of all rows of a record."""
    for section in SECTIONS:
        for row in getattr(record(slug), section) or ():
            yield section, row


def overlap(one: Row, other: Row) -> bool:
    """Whether there is a day on which both rows hold."""
    starts = max(one.from_ or date.min, other.from_ or date.min)
    return starts <= min(one.to or date.max, other.to or date.max)
