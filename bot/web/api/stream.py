"""The transcript as it grows, as server-sent events."""

import json
from collections.abc import AsyncIterator
from typing import Annotated

import structlog
from fastapi import APIRouter, Header, Request
from fastapi.responses import StreamingResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.types import Receive, Scope, Send

from bot.web.api.access import COUNTED, OwnTalk, SharedEdge
from bot.web.api.conversations import Since
from bot.web.api.shapes import ERRORS
from bot.web.conversations import Talk, items_since
from bot.web.edge import Edge
from bot.web.logs import where

GLANCE = 1.0
"""Seconds between looks for items that other processes have written."""
KEEP_ALIVE = 15
"""Looks without news after which a comment keeps proxies from closing the line."""

log = structlog.get_logger()
router = APIRouter(prefix="/api/conversations", tags=["conversations"], responses=ERRORS)


class _Stream(StreamingResponse):
    """Holds one of the conversation's streams exactly as long as it is sent."""

    def __init__(self, edge: Edge, talk: Talk, events: AsyncIterator[str]):
        super().__init__(events, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
        self._edge, self._talk = edge, talk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._edge.limits.one_stream(self._talk.id):
            await super().__call__(scope, receive, send)


@router.get("/{conversation}/stream", response_class=StreamingResponse, dependencies=COUNTED)
async def stream(
    request: Request,
    edge: SharedEdge,
    talk: OwnTalk,
    since: Since = 0,
    last_event_id: Annotated[str | None, Header(pattern=r"^\d{1,9}$")] = None,
) -> StreamingResponse:
    """Items after ``since``, then each new one at once; the event's id is the item's number. At most three at once."""
    begin = max(since, int(last_event_id or 0))
    return _Stream(edge, talk, _events(request, edge, talk, begin))


async def _events(request: Request, edge: Edge, talk: Talk, since: int) -> AsyncIterator[str]:
    yield ": hello\n\n"
    silent = 0
    while not request.app.state.stopping():
        try:
            items = await edge.run(items_since, talk.id, since)
        except SQLAlchemyError as error:
            log.error("database_failed", error=type(error).__name__, where=where(error))
            return  # the listener comes again by itself, after the last event it has seen
        for item in items:
            since = item.seq
            yield f"id: {item.seq}\nevent: item\ndata: {json.dumps(item.as_json(), ensure_ascii=False)}\n\n"
        silent = 0 if items else silent + 1
        if silent >= KEEP_ALIVE:
            silent = 0
            yield ": still here\n\n"
        await edge.listen(talk.id, GLANCE)
