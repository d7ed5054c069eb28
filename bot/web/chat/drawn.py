"""Items of a conversation as HTML: the whole page or only what is new."""

from collections.abc import Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from bot.web.chat.cards import card_of
from bot.web.conversations import Entry, Talk
from bot.web.pages import Pages
from bot.web.words import lang_of


def draw(
    request: Request, template: str, entries: Sequence[Entry], lang: str, status: int = 200, **values: Any
) -> HTMLResponse:
    """A page with these items."""
    pages: Pages = request.app.state.pages
    return pages.render(template, lang, status, cards=[card_of(entry) for entry in entries], **values)


def fragment(request: Request, entries: Sequence[Entry], talk: Talk | None) -> HTMLResponse:
    """The items alone, for the script; a header names their conversation."""
    conversation = talk.id if talk else ""
    response = draw(request, "items.html", entries, lang_of(request), conversation=conversation)
    response.headers["X-Conversation"] = conversation
    return response
