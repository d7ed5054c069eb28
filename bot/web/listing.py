"""The list of all procedures on a day, kept until something is published: making it reads every record."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from procedures.lookup import InForce, listing
from procedures.models import Publication

MOST_DAYS = 64
"""Days kept at once."""

Lines = dict[str, dict[str, Any]]


class Listing:
    """Lines of the list by slug, in the order of the alphabet of slugs."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int | None, date], Lines] = {}

    def lines(self, session: Session, day: date) -> Lines:
        """The lines of that day, to be read only; one query where nothing was published since they were made."""
        key = (session.scalar(select(func.max(Publication.id))), day)
        kept = self._kept.get(key)
        if kept is None:
            kept = {found.record.slug: _line(found) for found in listing(session, day)}
            if len(self._kept) >= MOST_DAYS:
                self._kept.clear()
            self._kept[key] = kept
        return kept


def _line(found: InForce) -> dict[str, Any]:
    record = found.record
    return {
        "slug": record.slug,
        "name": found.name.vi,
        "family": record.family,
        "field": record.field.vi,
        "agency": record.agency.vi,
        "summary": record.summary.vi,
        "checked_on": record.checked_on.isoformat(),
    }
