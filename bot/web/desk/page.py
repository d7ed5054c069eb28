"""Pages of the console: the frame of those who work here, with words of an area of their own."""

from typing import Any

from fastapi import Request
from fastapi.responses import Response

from bot.web.accounts.page import show


def render(
    request: Request, template: str, status: int = 200, *, area: str = "desk", error: str = "", **values: Any
) -> Response:
    """A page of ``templates/desk`` for somebody signed in.

    ``error`` is one sentence, already in words; besides what ``show`` gives: ``ready``.
    """
    values = {"ready": getattr(request.state, "ready", None)} | values
    return show(request, f"desk/{template}", status, area=area, error=error or None, **values)


def by_script(request: Request) -> bool:
    """Whether a script of the page asks: it gets a part of a page, and errors as JSON."""
    return request.headers.get("x-requested-with") == "fetch"
