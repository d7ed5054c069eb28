"""Which procedures there are today, by name."""

from sqlalchemy.orm import Session

from bot.web.library import Shelf
from procedures.calendar import today
from procedures.lookup import LookupFailed, in_force


def names(session: Session, shelf: Shelf, lang: str) -> dict[str, str]:
    """Names by slug, as the list of procedures orders them."""
    return {slug: entry.name.in_(lang) for slug, entry in shelf.entries(session, today()).items()}


def version_of(session: Session, slug: str) -> int | None:
    """The version of a record that is shown today; None for a slug that we do not know."""
    try:
        return in_force(session, slug, today()).version
    except LookupFailed:
        return None


def agency_of(session: Session, slug: str) -> str | None:
    """Who decides about it, in Vietnamese; None for a slug that we do not know."""
    try:
        return in_force(session, slug, today()).record.agency.vi
    except LookupFailed:
        return None
