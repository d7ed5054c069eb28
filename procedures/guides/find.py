"""Which guides there are on a day, and which one leads through a procedure."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from procedures.guides.model import Guide
from procedures.lookup import InForce, LookupFailed, in_force, listing


@dataclass(frozen=True)
class Live:
    """The guide of a live record; ``version`` is the record's."""

    slug: str
    version: int
    guide: Guide


def guide(session: Session, slug: str, on: date) -> Live | None:
    """The guide of exactly that record."""
    try:
        return _live(in_force(session, slug, on))
    except LookupFailed:
        return None


def guide_for(session: Session, slug: str, on: date) -> Live | None:
    """The guide that leads through a procedure: its own, else its parent's."""
    try:
        found = in_force(session, slug, on)
    except LookupFailed:
        return None
    parent = found.record.inherits_from
    return _live(found) or (guide(session, parent, on) if parent else None)


def guides(session: Session, on: date) -> list[Live]:
    """All of them, by slug."""
    return [live for found in listing(session, on) if (live := _live(found))]


def _live(found: InForce) -> Live | None:
    held = found.record.guide
    return Live(found.record.slug, found.version, held) if held else None
