"""The transcript as it grows, as server-sent events."""

import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import StreamingResponse

from bot.web.api.access import COUNTED, OwnTalk, SharedEdge
from bot.web.api.conversations import Since
from bot.web.api.shapes import ERRORS
from bot.web.conversations import Talk
from bot.web.edge import Edge
from bot.web.live import HELLO, STILL_HERE, EventStream, listen

router = APIRouter(prefix="/api/conversations", tags=["conversations"], responses=ERRORS)


@router.get("/{conversation}/stream", response_class=StreamingResponse, dependencies=COUNTED)
async def stream(
    request: Request,
    edge: SharedEdge,
    talk: OwnTalk,
    since: Since = 0,
    last_event_id: Annotated[str | None, Header(pattern=r"^\d{1,9}$")] = None,
) -> StreamingResponse:
    """Items after ``since``, then each new one at once; the event's id is the item's number. Only some at once."""
    begin = max(since, int(last_event_id or 0))
    return EventStream(edge, talk.id, _events(request, edge, talk, begin))


async def _events(request: Request, edge: Edge, talk: Talk, since: int) -> AsyncIterator[str]:
    yield HELLO
    async for news in listen(request, edge, talk, since):
        if news is None:
            yield STILL_HERE
            continue
        for item in news.items:
            yield f"id: {item.seq}\nevent: item\ndata: {json.dumps(item.as_json(), ensure_ascii=False)}\n\n"
