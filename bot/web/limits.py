"""How much one conversation and one address may send in a time; counted in Redis where there is one, else here."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.web import metrics
from bot.web.settings import WebSettings

MOST_STREAMS = 3
"""Streams of one conversation that may be open at once: a tab or two, and one that the network has not closed yet."""

WITHOUT_REDIS = 5.0
"""Seconds for which Redis is left alone after it failed."""

log = structlog.get_logger()


class TooMany(Exception):
    """Raised when a limit is used up."""


class TooManyStreams(Exception):
    """Raised when a conversation is listened to in too many places at once."""


class Limits:
    """The limits of the settings, in the words of the ``limits`` package: «40/minute»."""

    def __init__(self, settings: WebSettings, redis: Redis | None = None):
        self._own = FixedWindowRateLimiter(MemoryStorage())
        self._shared = FixedWindowRateLimiter(_storage(settings, redis)) if redis is not None else None
        self._shared_from = 0.0
        self._limits = {
            "conversation": parse(settings.rate_conversation),
            "address": parse(settings.rate_address),
            "start": parse(settings.rate_new_conversations),
            "call_back": parse(settings.rate_call_backs),
        }
        self._streams: Counter[str] = Counter()

    async def count(self, kind: str, who: str) -> None:
        """Counts one event of ``kind`` (conversation, address, start, call_back) for ``who``. Raises TooMany."""
        if not await self._hit(self._limits[kind], kind, who):
            metrics.LIMITED.labels(kind).inc()
            raise TooMany(kind)

    async def _hit(self, limit: RateLimitItem, kind: str, who: str) -> bool:
        """While Redis fails, each edge counts by itself: a limit then is one for each, but nobody waits for Redis."""
        if self._shared is not None and time.monotonic() >= self._shared_from:
            try:
                return await self._shared.hit(limit, kind, who)
            except (RedisError, OSError) as error:
                self._shared_from = time.monotonic() + WITHOUT_REDIS
                log.warning("redis_failed", error=type(error).__name__)
        return await self._own.hit(limit, kind, who)

    @contextmanager
    def one_stream(self, conversation: str) -> Iterator[None]:
        """Holds one of the conversation's streams. Raises TooManyStreams."""
        if self._streams[conversation] >= MOST_STREAMS:
            raise TooManyStreams
        self._streams[conversation] += 1
        metrics.STREAMS.inc()
        try:
            yield
        finally:
            metrics.STREAMS.dec()
            self._streams[conversation] -= 1
            if not self._streams[conversation]:
                del self._streams[conversation]


def _storage(settings: WebSettings, redis: Redis) -> RedisStorage:
    url = f"async+{settings.redis_url.get_secret_value()}"
    pool: Any = redis.connection_pool  # the package's types know options of simple kinds only
    return RedisStorage(url, implementation="redispy", key_prefix="motcua", connection_pool=pool)
