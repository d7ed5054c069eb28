"""Whether each part is ready, asked of the part itself."""

import asyncio
import time
from collections.abc import Callable

import aiohttp
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from bot.web.citizen.site_models import Job
from bot.web.edge import Edge
from procedures.calendar import now
from procedures.migrations.needed import has_needed
from procedures.models import Procedure

TIME_LIMIT = 2.0
"""Seconds that a part has to answer."""
WRITTEN_SECONDS = 2.0
"""How long the answer to a write holds for the next question."""
PROBE = "readiness"
"""The row among timed work that is written again and again."""


class Readiness:
    """Looks at the parts, once for all who ask at the same time: a crowd of askers costs no more than one."""

    def __init__(self, edge: Edge, http: aiohttp.ClientSession):
        self._edge, self._http = edge, http
        self._writing = Writing(edge)
        self._look: asyncio.Task[dict[str, bool]] | None = None

    async def parts(self) -> dict[str, bool]:
        """Each part by name, and whether it is ready. All of them are needed."""
        if self._look is None or self._look.done():
            self._look = asyncio.create_task(look_at_parts(self._edge, self._http, self._writing))
        return await asyncio.shield(self._look)


class Writing:
    """Whether the data base takes what is written: a full disk or one that may only be read shows in nothing else."""

    def __init__(self, edge: Edge):
        self._edge = edge
        self._write: asyncio.Task[bool] | None = None
        self._fresh_until = 0.0

    async def works(self) -> bool:
        """Writes once in a while; one that does not come back is not joined by others."""
        if self._write is None or (self._write.done() and time.monotonic() >= self._fresh_until):
            self._write = asyncio.create_task(self._try())
        try:
            return await asyncio.wait_for(asyncio.shield(self._write), TIME_LIMIT)
        except TimeoutError:
            return False

    async def _try(self) -> bool:
        try:
            await self._edge.run(_write)
        except IntegrityError:
            return True  # another edge made the row at this moment
        except SQLAlchemyError:
            return False
        finally:
            self._fresh_until = time.monotonic() + WRITTEN_SECONDS
        return True


def _write(session: Session) -> None:
    session.merge(Job(name=PROBE, done_at=now()))


async def look_at_parts(edge: Edge, http: aiohttp.ClientSession, writing: Writing) -> dict[str, bool]:
    """Each part by name, and whether it is ready. All of them are needed."""
    written, needed, *answers = await asyncio.gather(
        writing.works(),
        _query(edge, has_needed),
        _query(edge, _knowledge),
        _rasa(edge, http),
        _get(http, edge.settings.actions_url.rstrip("/") + "/healthz"),
    )
    parts = {"database": written and needed, **dict(zip(("knowledge_base", "rasa", "actions"), answers, strict=True))}
    return parts if edge.redis is None else parts | {"redis": await _ping(edge.redis)}


async def _ping(redis: Redis) -> bool:
    """Rasa's locks lie there as well: without it Rasa answers nothing, and says 200."""
    try:
        await redis.exists("motcua")
    except (RedisError, OSError):
        return False
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
