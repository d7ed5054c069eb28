"""Reads what every page shows, before a page is made. A data base that fails must not hide the page itself."""

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.web.api.access import SharedEdge
from bot.web.citizen.banners import banners_at
from bot.web.citizen.site import Site, set_site
from bot.web.citizen.terms import given_terms, read_terms
from bot.web.office.switch import is_off
from bot.web.settings import TermSettings
from procedures.calendar import now


async def see_site(edge: SharedEdge) -> None:
    """A dependency of all routers with pages."""
    try:
        set_site(await edge.run(_read, edge.settings))
    except SQLAlchemyError:  # the page says so itself, if it needs the data base
        set_site(Site(given_terms(edge.settings)))


def _read(session: Session, settings: TermSettings) -> Site:
    return Site(read_terms(session, settings), banners_at(session, now()), is_off(session))
