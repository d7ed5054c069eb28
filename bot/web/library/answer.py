"""A page with its names for caches: whoever has it already is told so before anything is written."""

from collections.abc import Callable

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from bot.web.citizen.site import site
from bot.web.library.shelf import Shelf, key_of

FRESH = "public, max-age=60"
"""Seconds; a correction of a record must not stay unseen."""


def kept_page(request: Request, key: tuple[object, ...], write: Callable[[], HTMLResponse]) -> Response:
    """The page, or 304. ``key`` is all that it depends on beside our own templates and words."""
    shelf: Shelf = request.app.state.library
    seen = site()
    name = key_of(request.app.state.pages.version, seen.banners if seen else (), *key)
    headers = {"ETag": f'"{name}"', "Cache-Control": FRESH, "Vary": "Cookie"}
    if name in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(shelf.page(name, lambda: bytes(write().body)), headers=headers)
