"""The transcript as it grows, as server-sent events."""

import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import StreamingResponse

from bot.web.api.access import OwnTalk, SharedEdge
from bot.web.api.conversations import Since
from bot.web.api.shapes import ERRORS
from bot.web.conversations import Talk, items_since
from bot.web.edge import Edge

GLANCE = 1.0
"""Seconds between looks for items that other processes have written."""
KEEP_ALIVE = 15
"""Looks without news after which a comment keeps proxies from closing the line."""

router = APIRouter(prefix="/api/conversations", tags=["conversations"], responses=ERRORS)


@router.get("/{conversation}/stream", response_class=StreamingResponse)
async def stream(
    request: Request,
    edge: SharedEdge,
    talk: OwnTalk,
    since: Since = 0,
    last_event_id: Annotated[str | None, Header(pattern=r"^\d{1,9}$")] = None,
) -> StreamingResponse:
    """Items after ``since``, then each new one at once; the event's id is the item's number."""
    begin = max(since, int(last_event_id or 0))
    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(_events(request, edge, talk, begin), media_type="text/event-stream", headers=headers)


async def _events(request: Request, edge: Edge, talk: Talk, since: int) -> AsyncIterator[str]:
    yield ": hello\n\n"
    silent = 0
    while not request.app.state.stopping():
        items = await edge.run(items_since, talk.id, since)
        for item in items:
            since = item.seq
            yield f"id: {item.seq}\nevent: item\ndata: {json.dumps(item.as_json(), ensure_ascii=False)}\n\n"
        silent = 0 if items else silent + 1
        if silent >= KEEP_ALIVE:
            silent = 0
            yield ": still here\n\n"
        await edge.listen(talk.id, GLANCE)
