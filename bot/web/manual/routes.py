"""The pages of the manuals: each is one page that can be searched and printed as a whole."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bot.web.accounts.page import show
from bot.web.manual.books import CONSOLE, DESK, Book
from bot.web.manual.pictures import size

console, desk = APIRouter(include_in_schema=False), APIRouter(include_in_schema=False)


@console.get(CONSOLE.path)
async def of_console(request: Request) -> Response:
    """How to work at the hotline's console, in its frame."""
    return _page(request, CONSOLE, "manual/console.html")


@desk.get(DESK.path)
async def of_desk(request: Request) -> Response:
    """How to edit, approve and run the desk."""
    return _page(request, DESK, "manual/desk.html")


def _page(request: Request, book: Book, template: str) -> Response:
    ready = getattr(request.state, "ready", None)
    return show(request, template, area=book.words, book=book, chapters=book.chapters, size=size, ready=ready)
