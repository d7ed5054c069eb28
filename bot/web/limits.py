"""How much one conversation and one address may send in a time; counted in this process."""

from limits import parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter

from bot.web.settings import WebSettings


class TooMany(Exception):
    """Raised when a limit is used up."""


class Limits:
    """The limits of the settings, in the words of the ``limits`` package: «40/minute»."""

    def __init__(self, settings: WebSettings):
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._limits = {
            "conversation": parse(settings.rate_conversation),
            "address": parse(settings.rate_address),
            "start": parse(settings.rate_new_conversations),
        }

    async def count(self, kind: str, who: str) -> None:
        """Counts one event of ``kind`` (conversation, address, start) for ``who``. Raises TooMany."""
        if not await self._limiter.hit(self._limits[kind], kind, who):
            raise TooMany(kind)
