"""One citizen's program over the public API: what it sent, and what it was told."""

import asyncio
import random
import time
import uuid
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.load.talks import Step

HONEST = {"too_many", "overloaded", "busy"}
"""Codes by which a message is refused: nothing of it was kept, and the page says so. All else is a failure."""
AGAIN = 0.5
"""Seconds between two tries of the outbox."""
PATIENCE = aiohttp.ClientTimeout(total=30)
OPEN = aiohttp.ClientTimeout(total=None, sock_connect=30, sock_read=60)


def is_failure(payload: dict[str, Any]) -> bool:
    """Whether a reply says that something of ours, or an agency's, is out of order."""
    return str(payload["outcome"]).startswith("error_")


@dataclass
class Sent:
    """One message: when it was due, and what came of it. Times are of ``time.monotonic``."""

    text: str
    """As sent; of a button the id."""
    due: float
    kind: str = "text"
    """text or button"""
    began: float = 0.0
    ended: float = 0.0
    tries: int = 0
    state: str = "waiting"
    """waiting, answered (200), refused (with an honest code) or failed (no answer, or another error)"""
    items: list[dict[str, Any]] = field(default_factory=list)
    client_id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def seconds(self) -> float:
        """From when it was due to its end, the opening of its conversation and all tries included."""
        return self.ended - self.due

    @property
    def lag(self) -> float:
        """Seconds by which the generator itself was late."""
        return self.began - self.due

    @property
    def replies(self) -> list[dict[str, Any]]:
        """The bot's payloads."""
        return [item["payload"] for item in self.items if item["from"] == "bot"]


class Citizen:
    """Has one conversation, one message after the other; each has an address of its own, as behind a proxy."""

    def __init__(self, http: aiohttp.ClientSession, edges: Sequence[str], script: Sequence[Step]):
        self.http, self._edges, self._turn = http, edges, random.randrange(len(edges))
        self._left = list(script)
        self._address = ".".join(str(random.randint(1, 254)) for _ in range(4))
        self.id = self._token = ""
        self.sent: list[Sent] = []
        self.heard = 0
        """Pieces that came by the stream."""
        self.tries = 0
        """How often it was tried to open the conversation."""

    async def open(self, until: float) -> str:
        """Opens the conversation: answered, refused or failed. Tries again until that moment."""

        async def once() -> tuple[int, Any]:
            self.tries += 1
            return await self._call("POST", "/api/conversations", {"lang": "vi"})

        status, body = await self._insist(once, until)
        if status != 201:
            return _state(body)
        self.id, self._token = body["id"], body["token"]
        return "answered"

    async def say_next(self, due: float, until: float = 0.0, began: float | None = None) -> Sent:
        """Sends the next message of the script; the outbox tries again, with the same client_id, until that moment.

        ``began``: when the generator came to it, without it now.
        """
        kind, value = self._next()
        sent = Sent(value, due, kind, time.monotonic() if began is None else began)
        self.sent.append(sent)

        async def once() -> tuple[int, Any]:
            sent.tries += 1
            message = {"client_id": sent.client_id, kind: value}
            return await self._call("POST", f"/api/conversations/{self.id}/messages", message)

        status, body = await self._insist(once, until)
        sent.ended = time.monotonic()
        sent.state = "answered" if status == 200 else _state(body)
        sent.items = body["items"] if status == 200 else []
        return sent

    async def listen(self) -> None:
        """Hears what is new, as an open page does, until it is cancelled; a lost line is taken up again."""
        path = f"/api/conversations/{self.id}/stream?since=0"
        url = self._edges[self._turn % len(self._edges)] + path
        headers = {"X-Forwarded-For": self._address, "Authorization": f"Bearer {self._token}"}
        while True:
            with suppress(aiohttp.ClientError, TimeoutError):
                async with self.http.get(url, headers=headers, timeout=OPEN) as response:
                    async for _ in response.content.iter_any():
                        self.heard += 1
            await asyncio.sleep(1)

    @property
    def done(self) -> bool:
        """Whether the script is at its end."""
        return not self._left

    async def transcript(self, until: float) -> list[dict[str, Any]] | None:
        """All items of the conversation, or None where they could not be read until that moment."""
        path = f"/api/conversations/{self.id}/messages?since=0"
        status, body = await self._insist(lambda: self._call("GET", path), until)
        return body["items"] if status == 200 else None

    def _next(self) -> tuple[str, str]:
        step = self._left.pop(0)
        if isinstance(step, str):
            return "text", step
        items = [item for item in (self.sent[-1].items if self.sent else ()) if item["from"] == "bot"]
        buttons = [f"{item['seq']}.{button['id']}" for item in items for button in item["payload"]["buttons"]]
        return ("button", buttons[step["press"]]) if len(buttons) > step["press"] else ("text", "bao nhiêu tiền")

    async def _call(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Status and JSON; status 0 where no answer came."""
        self._turn += 1
        headers = {"X-Forwarded-For": self._address} | ({"Authorization": f"Bearer {self._token}"} if self.id else {})
        url = self._edges[self._turn % len(self._edges)] + path
        try:
            async with self.http.request(method, url, json=body, headers=headers, timeout=PATIENCE) as response:
                return response.status, await response.json()
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return 0, None

    async def _insist(self, ask: Callable[[], Awaitable[tuple[int, Any]]], until: float) -> tuple[int, Any]:
        while True:
            status, body = await ask()
            if status in (200, 201) or time.monotonic() + AGAIN > until:
                return status, body
            await asyncio.sleep(AGAIN)


def _state(body: object) -> str:
    """What an answer that is no success means: refused honestly, or failed."""
    error = body.get("error") if isinstance(body, dict) else None
    return "refused" if isinstance(error, dict) and error.get("code") in HONEST else "failed"
