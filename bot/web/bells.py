"""News of conversations between edges, over Redis; names of conversations only. Without it edges look by themselves."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

CHANNEL = "motcua:bells"
WAITING = 10_000
"""Bells that may wait to be sent; more are dropped: listeners look by themselves, too (Edge.look_every)."""
AGAIN = 2.0
"""Seconds before another try after Redis failed."""
ANSWER_WITHIN = 0.5
"""Seconds that Redis may take: nobody waits longer for it."""

log = structlog.get_logger()


def make_redis(url: str) -> Redis:
    """A client that gives up quickly and never tries twice: what it does for us can be done without."""
    client: Redis = Redis.from_url(
        url, socket_timeout=ANSWER_WITHIN, socket_connect_timeout=ANSWER_WITHIN, retry=Retry(NoBackoff(), 0)
    )
    return client


async def rung(bell: asyncio.Event, at_most: float) -> None:
    """Returns when the bell has rung, after ``at_most`` seconds in any case."""
    with suppress(TimeoutError):
        await asyncio.wait_for(bell.wait(), at_most)


class Bells:
    """``ring`` is called for each conversation of which another edge has told."""

    def __init__(self, redis: Redis, ring: Callable[[str], None]):
        self._redis, self._ring = redis, ring
        self._mine = secrets.token_hex(8)
        self._out: asyncio.Queue[str] = asyncio.Queue(WAITING)
        self.hearing = asyncio.Event()
        """Set while we are subscribed."""

    def tell(self, conversation: str) -> None:
        """Tells the other edges, soon; never waits."""
        with suppress(asyncio.QueueFull):
            self._out.put_nowait(conversation)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """While this is open, bells go both ways."""
        tasks = [asyncio.create_task(self._forever(work)) for work in (self._send, self._hear)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _forever(self, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await work()
            except (RedisError, OSError) as error:
                log.warning("redis_failed", error=type(error).__name__)
            await asyncio.sleep(AGAIN)

    async def _send(self) -> None:
        while True:
            conversation = await self._out.get()
            await self._redis.publish(CHANNEL, f"{self._mine} {conversation}")

    async def _hear(self) -> None:
        async with self._redis.pubsub(ignore_subscribe_messages=True) as pubsub:
            await pubsub.subscribe(CHANNEL)
            self.hearing.set()
            try:
                while True:
                    message = await pubsub.get_message(timeout=10)
                    if message is not None:
                        self._heard(bytes(message["data"]).decode("utf-8", "replace"))
            finally:
                self.hearing.clear()

    def _heard(self, told: str) -> None:
        sender, _, conversation = told.partition(" ")
        if sender != self._mine:
            self._ring(conversation)
