"""The public pages of the catalog: the list, one procedure on a day, a family, site map. Readable without a script."""

from bot.web.library.router import router
from bot.web.library.shelf import Shelf

__all__ = ["Shelf", "router"]
