"""How much one conversation and one address may send in a time; counted in this process."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from limits import parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter

from bot.web.settings import WebSettings

MOST_STREAMS = 3
"""Streams of one conversation that may be open at once: a tab or two, and one that the network has not closed yet."""


class TooMany(Exception):
    """Raised when a limit is used up."""


class TooManyStreams(Exception):
    """Raised when a conversation is listened to in too many places at once."""


class Limits:
    """The limits of the settings, in the words of the ``limits`` package: «40/minute»."""

    def __init__(self, settings: WebSettings):
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._limits = {
            "conversation": parse(settings.rate_conversation),
            "address": parse(settings.rate_address),
            "start": parse(settings.rate_new_conversations),
        }
        self._streams: Counter[str] = Counter()

    async def count(self, kind: str, who: str) -> None:
        """Counts one event of ``kind`` (conversation, address, start) for ``who``. Raises TooMany."""
        if not await self._limiter.hit(self._limits[kind], kind, who):
            raise TooMany(kind)

    @contextmanager
    def one_stream(self, conversation: str) -> Iterator[None]:
        """Holds one of the conversation's streams. Raises TooManyStreams."""
        if self._streams[conversation] >= MOST_STREAMS:
            raise TooManyStreams
        self._streams[conversation] += 1
        try:
            yield
        finally:
            self._streams[conversation] -= 1
            if not self._streams[conversation]:
                del self._streams[conversation]
