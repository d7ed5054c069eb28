"""How much one conversation and one address may send in a time; counted in Redis where there is one, else here."""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.web import metrics
from bot.web.settings import WebSettings

READS = 2
"""An address may read so many times as often as it may send: its limit of messages times this."""
MOST_STREAMS = 3
"""Streams of one conversation that may be open at once: a tab or two, and one that the network has not closed yet."""

WITHOUT_REDIS = 5.0
"""Seconds for which Redis is left alone after it failed."""

log = structlog.get_logger()


class TooMany(Exception):
    """Raised when a limit is used up."""


class TooManyStreams(Exception):
    """Raised when a conversation is listened to in too many places at once."""


class Windows:
    """Counts here, each of ``who`` in a window of time that its first event opens.

    All windows are equally long, so the first opened is the first over: nothing is searched, whoever has come.
    (MemoryStorage of ``limits`` looks through all its keys after each event.)
    """

    def __init__(self, limit: RateLimitItem, clock: Callable[[], float] = time.monotonic):
        self._most, self._seconds, self._clock = limit.amount, limit.get_expiry(), clock
        self._open: OrderedDict[str, tuple[float, int]] = OrderedDict()
        """When each opened, and events since; in that order."""

    def __len__(self) -> int:
        return len(self._open)

    def hit(self, who: str) -> bool:
        """Counts one event; whether it is within the limit."""
        moment = self._clock()
        while self._open and next(iter(self._open.values()))[0] + self._seconds <= moment:
            self._open.popitem(last=False)
        since, count = self._open.get(who, (moment, 0))
        self._open[who] = since, count + 1
        return count < self._most


class Limits:
    """The limits of the settings, in the words of the ``limits`` package: «40/minute»."""

    def __init__(self, settings: WebSettings, redis: Redis | None = None):
        self._shared = FixedWindowRateLimiter(_storage(settings, redis)) if redis is not None else None
        self._shared_from = 0.0
        self._limits = {
            "conversation": parse(settings.rate_conversation),
            "address": parse(settings.rate_address),
            "read": _times(READS, parse(settings.rate_address)),
            "start": parse(settings.rate_new_conversations),
            "call_back": parse(settings.rate_call_backs),
        }
        self._own = {kind: Windows(limit) for kind, limit in self._limits.items()}
        self._streams: Counter[str] = Counter()

    async def count(self, kind: str, who: str) -> None:
        """Counts one event of ``kind`` (conversation, address, read, start, call_back) for ``who``. Raises TooMany."""
        if not await self._hit(kind, who):
            metrics.LIMITED.labels(kind).inc()
            raise TooMany(kind)

    async def _hit(self, kind: str, who: str) -> bool:
        """While Redis fails, each edge counts by itself: a limit then is one for each, but nobody waits for Redis."""
        if self._shared is not None and time.monotonic() >= self._shared_from:
            try:
                return await self._shared.hit(self._limits[kind], kind, who)
            except (RedisError, OSError) as error:
                self._shared_from = time.monotonic() + WITHOUT_REDIS
                log.warning("redis_failed", error=type(error).__name__)
        return self._own[kind].hit(who)

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


def _times(times: int, limit: RateLimitItem) -> RateLimitItem:
    return type(limit)(limit.amount * times, limit.multiples, limit.namespace)


def _storage(settings: WebSettings, redis: Redis) -> RedisStorage:
    url = f"async+{settings.redis_url.get_secret_value()}"
    pool: Any = redis.connection_pool  # the package's types know options of simple kinds only
    return RedisStorage(url, implementation="redispy", key_prefix="motcua", connection_pool=pool)
