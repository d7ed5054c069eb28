"""A conversation as it changes, for whoever listens: the API's stream and the page's."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import structlog
from fastapi import Request
from fastapi.responses import StreamingResponse
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from starlette.types import Receive, Scope, Send

from bot.web.bells import rung
from bot.web.conversations import Entry, Talk, items_since
from bot.web.conversations.state import State, state_of
from bot.web.conversations.tokens import fits
from bot.web.edge import Edge
from bot.web.logs import where
from bot.web.models import Conversation

GLANCE = 1.0
"""Seconds after which a listener sees that the edge stops."""
KEEP_ALIVE = 15
"""Seconds without news after which a comment keeps proxies from closing the line, and the page from giving it up."""
HELLO = ": hello\n\n"
STILL_HERE = ": still here\n\n"

log = structlog.get_logger()


@dataclass(frozen=True)
class News[S]:
    """New items in order, and the state where it is another than before."""

    items: list[Entry]
    state: S | None


async def listen(request: Request, edge: Edge, talk: Talk, since: int) -> AsyncIterator[News[State] | None]:
    """What is new for the citizen, as it comes; see ``follow``.

    Ends, too, where the token is another: somebody opened the conversation elsewhere by their own link, and what they
    write there must not appear on the computer that they left.
    """

    def look(session: Session, after: int) -> tuple[list[Entry], State] | None:
        return _look(session, edge, talk, after)

    async for news in follow(request, edge, talk.id, since, look):
        yield news


async def follow[S](
    request: Request,
    edge: Edge,
    conversation: str,
    since: int,
    look: Callable[[Session, int], tuple[list[Entry], S] | None],
) -> AsyncIterator[News[S] | None]:
    """What ``look`` (with the number of the last item known) finds, as it comes; None after a long silence.

    Looks when a bell tells of the conversation, and by itself as often as ``Edge.look_every`` says.
    Ends where the edge stops, or ``look`` gives None: the conversation is gone, or no longer for whoever looks.
    """
    clock, stopping = asyncio.get_running_loop().time, request.app.state.stopping
    shown: S | None = None
    spoke = clock()
    while not stopping():
        bell, looked = edge.bell(conversation), clock()
        try:
            found = await edge.run(look, since)
        except SQLAlchemyError as error:
            log.error("database_failed", error=type(error).__name__, where=where(error))
            return  # the listener comes again by itself, after the last event it has seen
        if found is None:
            return
        items, state = found
        if items or state != shown:
            yield News(items, state if state != shown else None)
            spoke, shown, since = looked, state, items[-1].seq if items else since
        elif looked - spoke >= KEEP_ALIVE:
            spoke = looked
            yield None
        while not (bell.is_set() or stopping()) and (left := looked + edge.look_every - clock()) > 0:
            await rung(bell, min(left, GLANCE))


def _look(session: Session, edge: Edge, talk: Talk, since: int) -> tuple[list[Entry], State] | None:
    conversation, found = session.get(Conversation, talk.id), state_of(session, talk.id, edge.people.position)
    if conversation is None or found is None or not fits(talk.token, conversation.token_hash):
        return None
    last, state = found
    return items_since(session, talk.id, since) if last > since else [], state


class EventStream(StreamingResponse):
    """Server-sent events. Holds one of the conversation's streams exactly as long as it is sent."""

    def __init__(self, edge: Edge, conversation: str, events: AsyncIterator[str]):
        super().__init__(events, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
        self._edge, self._conversation = edge, conversation

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One listener."""
        with self._edge.limits.one_stream(self._conversation):
            await super().__call__(scope, receive, send)
