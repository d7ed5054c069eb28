"""Pages of the console: the frame of those who work here, with words of an area of their own."""

from functools import partial
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from bot.web.accounts.csrf import masked
from bot.web.accounts.menu import menu_for
from bot.web.accounts.page import moment, word
from bot.web.accounts.signed_in import SignedIn
from bot.web.desk.manual.chapters import about
from bot.web.words import lang_of
from procedures.words import say


def render(
    request: Request, template: str, status: int = 200, *, area: str = "desk", error: str = "", **values: Any
) -> Response:
    """A page of ``templates/desk`` for somebody signed in.

    In the template: ``w("key")`` gives words of the area (``procedures/words/<area>.*.yml``), ``word`` those of the
    frame, ``csrf()`` the token of a form, ``moment(at)`` a moment in Vietnam; ``error`` one sentence, already in words.
    """
    me: SignedIn = request.state.me
    lang = lang_of(request)
    values = {
        "word": partial(word, lang), "w": partial(_words, area, lang), "me": me, "csrf": partial(masked, me.csrf),
        "error": error or None, "field": None, "path": request.url.path, "moment": moment, "part": "",
        "menu": menu_for(me.roles), "ready": getattr(request.state, "ready", None), "chapter": about(request.url.path),
    } | values  # fmt: skip
    response: HTMLResponse = request.app.state.pages.render(f"desk/{template}", lang, status, **values)
    return response


def by_script(request: Request) -> bool:
    """Whether a script of the page asks: it gets a part of a page, and errors as JSON."""
    return request.headers.get("x-requested-with") == "fetch"


def _words(area: str, lang: str, key: str, **values: object) -> str:
    return say(f"{area}.{key}", lang, **values)
