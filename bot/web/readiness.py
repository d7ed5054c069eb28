"""Whether each part is ready, asked of the part itself."""

import asyncio
from collections.abc import Callable

import aiohttp
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.web.edge import Edge
from bot.web.models import Conversation
from procedures.models import Procedure

TIME_LIMIT = 2.0
"""Seconds that a part has to answer."""


class Readiness:
    """Looks at the parts, once for all who ask at the same time: a crowd of askers costs no more than one."""

    def __init__(self, edge: Edge, http: aiohttp.ClientSession):
        self._edge, self._http = edge, http
        self._look: asyncio.Task[dict[str, bool]] | None = None

    async def parts(self) -> dict[str, bool]:
        """Each part by name, and whether it is ready. All of them are needed."""
        if self._look is None or self._look.done():
            self._look = asyncio.create_task(look_at_parts(self._edge, self._http))
        return await asyncio.shield(self._look)


async def look_at_parts(edge: Edge, http: aiohttp.ClientSession) -> dict[str, bool]:
    """Each part by name, and whether it is ready. All of them are needed."""
    answers = await asyncio.gather(
        _query(edge, _conversations),
        _query(edge, _knowledge),
        _rasa(edge, http),
        _get(http, edge.settings.actions_url.rstrip("/") + "/healthz"),
    )
    parts = dict(zip(("database", "knowledge_base", "rasa", "actions"), answers, strict=True))
    return parts if edge.redis is None else parts | {"redis": await _ping(edge.redis)}


async def _ping(redis: Redis) -> bool:
    """Rasa's locks lie there as well: without it Rasa answers nothing, and says 200."""
    try:
        await redis.exists("motcua")
    except (RedisError, OSError):
        return False
    return True


def _conversations(session: Session) -> bool:
    session.execute(select(Conversation.id).limit(1)).all()
    return True


def _knowledge(session: Session) -> bool:
    query = select(func.count()).select_from(Procedure).where(Procedure.live_version.is_not(None))
    return session.execute(query).scalar_one() > 0


async def _query(edge: Edge, question: Callable[[Session], bool]) -> bool:
    try:
        return await asyncio.wait_for(edge.run(question), TIME_LIMIT)
    except (SQLAlchemyError, TimeoutError):
        return False


async def _rasa(edge: Edge, http: aiohttp.ClientSession) -> bool:
    try:
        rasa = await asyncio.wait_for(edge.live_rasa(), TIME_LIMIT)
    except (SQLAlchemyError, TimeoutError):
        rasa = edge.rasa
    return await _get(http, rasa.ready)


async def _get(http: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with http.get(url, timeout=aiohttp.ClientTimeout(total=TIME_LIMIT)) as response:
            return response.status == 200
    except (aiohttp.ClientError, TimeoutError):
        return False
