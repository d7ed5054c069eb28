"""What the script asks for beside sending: items after a number, once and live."""

import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from bot.web.api.access import COUNTED, SharedEdge
from bot.web.api.conversations import Since
from bot.web.chat.begin import first_entry
from bot.web.chat.checks import check_shown
from bot.web.chat.cookie import talk_of
from bot.web.chat.drawn import fragment
from bot.web.conversations import NotYours, Talk, items_since
from bot.web.edge import Edge
from bot.web.live import HELLO, STILL_HERE, EventStream, listen
from bot.web.words import lang_of

router = APIRouter(include_in_schema=False)
Shown = Annotated[str | None, Query(max_length=64, description="That of the page; None: whichever is open.")]


@router.get("/chat/items", dependencies=COUNTED)
async def items(request: Request, edge: SharedEdge, since: Since = 0, conversation: Shown = None) -> Response:
    """Items after ``since`` as HTML, of the conversation that the page shows; of none, the bot's first words."""
    talk = await talk_of(request, edge)
    if conversation is not None:
        check_shown(talk, conversation)
    if talk is None:
        return fragment(request, [first_entry(edge, lang_of(request))], talk)
    return fragment(request, await edge.run(items_since, talk.id, since), talk)


@router.get("/chat/stream", dependencies=COUNTED)
async def stream(request: Request, edge: SharedEdge, conversation: Shown, since: Since = 0) -> Response:
    """Events ``item`` (HTML of items, the id is the number of the last) and ``state`` (typing, stage, position)."""
    talk = await talk_of(request, edge)
    if conversation is not None:
        check_shown(talk, conversation)
    if talk is None:
        raise NotYours
    return EventStream(edge, talk.id, _events(request, edge, talk, since))


async def _events(request: Request, edge: Edge, talk: Talk, since: int) -> AsyncIterator[str]:
    yield HELLO
    async for news in listen(request, edge, talk, since):
        if news is None:
            yield STILL_HERE
            continue
        if news.items:
            html = bytes(fragment(request, news.items, talk).body).decode()
            yield f"id: {news.items[-1].seq}\nevent: item\ndata: {json.dumps(html, ensure_ascii=False)}\n\n"
        if news.state is not None:
            yield f"event: state\ndata: {json.dumps(news.state.as_json())}\n\n"
