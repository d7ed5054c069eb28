"""What handlers of the edge share, handed to them by the app; nothing of it is global."""

import asyncio
import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Concatenate
from weakref import WeakValueDictionary

from sqlalchemy.orm import Session, sessionmaker

from bot.training.address import read_live_url
from bot.web.admission import Admission
from bot.web.bells import Bells, make_redis, rung
from bot.web.conversations.errors import StillBusy
from bot.web.conversations.people import People
from bot.web.limits import Limits
from bot.web.listing import Listing
from bot.web.rasa import Rasa
from bot.web.settings import WebSettings

EVERYTHING = "*"
"""Whoever listens to this hears of each conversation."""
WITH_BELLS, ALONE = 15.0, 3.0
"""Seconds between looks for what no bell told: while edges hear each other over Redis, and while they do not."""


class Edge:
    """The data base, the bot, and who waits for which conversation in this process."""

    def __init__(
        self, settings: WebSettings, sessions: sessionmaker[Session], rasa: Rasa, people: People | None = None
    ):
        self.settings = settings
        self.sessions = sessions
        self.rasa = rasa
        self.people = people or People()
        url = settings.redis_url.get_secret_value()
        self.redis = make_redis(url) if url else None
        self.bells = Bells(self.redis, self.ring) if self.redis else None
        self.limits = Limits(settings, self.redis)
        self.admission = Admission(settings)
        self.listing = Listing()
        self._queues: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._bells: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()

    @asynccontextmanager
    async def joined(self) -> AsyncIterator[None]:
        """While this is open, the edge is joined to the others, where Redis is set."""
        if self.redis is None or self.bells is None:
            yield
            return
        async with self.redis, self.bells.running():
            yield

    def rasa_at(self, url: str | None) -> Rasa:
        """The Rasa that a row of the data base names, where this edge follows releases."""
        return self.rasa.at(url) if self.settings.follow_releases else self.rasa

    async def live_rasa(self) -> Rasa:
        """The Rasa that answers now."""
        return self.rasa_at(await self.run(read_live_url)) if self.settings.follow_releases else self.rasa

    async def run[**P, T](self, use_case: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """A use case in one transaction, in a thread: sessions block."""

        def transact() -> T:
            with self.sessions.begin() as session:
                return use_case(session, *args, **kwargs)

        return await asyncio.to_thread(transact)

    @asynccontextmanager
    async def one_at_a_time(self, conversation: str, patience: float) -> AsyncIterator[None]:
        """Turns of one conversation in this process queue here, in order; others are kept out by the lease.

        Raises StillBusy after ``patience`` seconds.
        """
        queue = self._queues.setdefault(conversation, asyncio.Lock())
        try:
            await asyncio.wait_for(queue.acquire(), patience)
        except TimeoutError as error:
            raise StillBusy from error
        try:
            yield
        finally:
            queue.release()

    def is_free(self, conversation: str) -> bool:
        """Whether a turn of it could begin at once, as far as this process knows."""
        queue = self._queues.get(conversation)
        return not (queue and queue.locked()) and self.admission.free

    def tell(self, conversation: str) -> None:
        """Wakes those who listen to the conversation, or to all of them; in other edges too, where Redis joins them."""
        self.ring(conversation)
        if self.bells is not None:
            self.bells.tell(conversation)

    def ring(self, conversation: str) -> None:
        """Wakes those in this process."""
        for name in (conversation, EVERYTHING):
            bell = self._bells.pop(name, None)
            if bell is not None:
                bell.set()

    @property
    def look_every(self) -> float:
        """Seconds after which whoever listens looks by itself: a bell may be lost, or nobody may ring it."""
        return WITH_BELLS if self.bells is not None and self.bells.hearing.is_set() else ALONE

    def bell(self, conversation: str) -> asyncio.Event:
        """Set as soon as something may have happened from now on; taken before a look, nothing falls in between."""
        return self._bells.setdefault(conversation, asyncio.Event())

    async def listen(self, conversation: str, at_most: float) -> None:
        """Returns when something may have happened in the conversation, after ``at_most`` seconds in any case."""
        await rung(self.bell(conversation), at_most)

    def address_id(self, address: str) -> str:
        """An opaque id of an address: the same for the same address, and no way back without the key.

        Of IPv6 only the first 64 bits count: whoever has one address there has the other 2^64 as well.
        """
        key = self.settings.address_key.get_secret_value().encode()
        return hmac.new(key, _network(address).encode(), "sha256").hexdigest()[:32]


def _network(address: str) -> str:
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or IPv6Network((parsed, 64), strict=False))
    return str(parsed)
