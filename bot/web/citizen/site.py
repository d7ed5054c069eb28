"""What every page shows of the site: notices in force and how long things are kept. Set anew for each request."""

from contextvars import ContextVar
from dataclasses import dataclass

from bot.web.citizen.banners import Shown
from bot.web.citizen.terms import Terms


@dataclass(frozen=True)
class Site:
    """Read once for a request; templates call ``site()``."""

    terms: Terms
    banners: tuple[Shown, ...] = ()


_site: ContextVar[Site | None] = ContextVar("site", default=None)
_closed: ContextVar[bool] = ContextVar("closed", default=False)


def set_site(site: Site) -> None:
    """For this request."""
    _site.set(site)
    _closed.set(False)


def site() -> Site | None:
    """Of this request; None where nobody has read it (pages of errors)."""
    return _site.get()


def note_closed() -> None:
    """The browser came with a conversation that is closed."""
    _closed.set(True)


def was_closed() -> bool:
    """Whether it did."""
    return _closed.get()
