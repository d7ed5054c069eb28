"""Pages of the review queue and of the office: the frame of those who work here, with words of an area of their own."""

from functools import partial
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from bot.web.accounts.csrf import masked
from bot.web.accounts.menu import menu_for
from bot.web.accounts.page import moment, word
from bot.web.accounts.signed_in import SignedIn
from bot.web.words import lang_of
from procedures.words import load, say


def render(request: Request, template: str, status: int = 200, *, error: str = "", **values: Any) -> Response:
    """A page of a folder of templates («office/log.html»), whose name is also the area of its words.

    ``error`` is the key of one sentence of that area, under ``error.``.
    """
    me: SignedIn = request.state.me
    lang, area = lang_of(request), template.partition("/")[0]
    w = partial(_words, area, lang)
    values = {
        "word": partial(word, lang), "w": w, "known": partial(_known, area, lang), "me": me,
        "csrf": partial(masked, me.csrf), "error": w(f"error.{error}") if error else None, "field": None,
        "path": request.url.path, "moment": moment, "part": "", "menu": menu_for(me.roles),
    } | values  # fmt: skip
    response: HTMLResponse = request.app.state.pages.render(template, lang, status, **values)
    return response


def _words(area: str, lang: str, key: str, **values: object) -> str:
    return say(f"{area}.{key}", lang, **values)


def _known(area: str, lang: str, kind: str, name: str) -> str:
    """The words for a name of a kind; the name itself where there are none yet."""
    return load(lang).get(f"{area}.{kind}.{name}", name)
