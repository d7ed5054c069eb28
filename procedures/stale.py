"""Records that must be checked again: past their day, or leaning on a legal document that has ended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from procedures import registers
from procedures.lookup import listing
from procedures.record import SECTIONS, Law, Record


@dataclass(frozen=True)
class Stale:
    """One record, with what is wrong with it."""

    slug: str
    name: str
    check_by: date
    days_overdue: int
    """0 where the day has not passed."""
    ended_laws: tuple[str, ...]
    """Titles that rows in force on the day still cite, though the document has ended."""


def stale(session: Session, on: date, lang: str = "vi") -> list[Stale]:
    """What an editor must look at, the longest overdue first."""
    laws = registers.laws(session)
    found = []
    for each in listing(session, on):
        overdue = max(0, (on - each.record.check_by).days)
        ended = tuple(dict.fromkeys(_ended(each.record, laws, on)))
        if overdue or ended:
            name = each.name.en if lang == "en" else each.name.vi
            found.append(Stale(each.record.slug, name, each.record.check_by, overdue, ended))
    return sorted(found, key=lambda one: (-one.days_overdue, one.slug))


def _ended(record: Record, laws: Mapping[str, Law], on: date) -> Iterator[str]:
    for section in SECTIONS:
        for row in getattr(record, section) or ():
            for title in row.basis:
                last = laws[title].to if title in laws else None
                if last and last < on:
                    yield title
