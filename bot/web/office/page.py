"""Pages of the review queue and of the office: the frame of those who work here, with words of an area of their own."""

from typing import Any

from fastapi import Request
from fastapi.responses import Response

from bot.web.accounts.page import show
from bot.web.words import lang_of
from procedures.words import say


def render(request: Request, template: str, status: int = 200, *, error: str = "", **values: Any) -> Response:
    """A page of a folder of templates («office/log.html»), whose name is also the area of its words.

    ``error`` is the key of one sentence of that area, under ``error.``.
    """
    area = template.partition("/")[0]
    sentence = say(f"{area}.error.{error}", lang_of(request)) if error else None
    return show(request, template, status, area=area, error=sentence, **values)
