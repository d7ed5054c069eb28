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
    bot_off: bool = False
    """People have switched the bot off."""


_site: ContextVar[Site | None] = ContextVar("site", default=None)
_closed: ContextVar[str] = ContextVar("closed", default="")


def set_site(site: Site) -> None:
    """For this request."""
    _site.set(site)
    _closed.set("")


def site() -> Site | None:
    """Of this request; None where nobody has read it (pages of errors)."""
    return _site.get()


def note_closed(why: str = "idle") -> None:
    """The browser came with a conversation that is closed; ``why`` as in Conversation.closed_why."""
    _closed.set(why)


def was_closed() -> str:
    """Why it was closed; empty where the browser came with none."""
    return _closed.get()
