"""A server that speaks Rasa's REST channel (and the actions' /healthz) and answers as a test tells it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from procedures.payload import Payload

Reply = list[dict[str, Any]]


def reply(text: str = "Lệ phí là 100.000đ.", **fields: Any) -> dict[str, Any]:
    """One item of Rasa's reply with a payload of ours."""
    payload = Payload.model_validate({"kind": "answer", "outcome": "answered", "text": text, **fields})
    return {"recipient_id": "x", "custom": payload.model_dump(mode="json")}


class FakeRasa:
    """``received`` holds the bodies of messages; ``answer`` makes the reply to one, ``status`` and ``raw`` spoil it."""

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        self.answer: Callable[[dict[str, Any]], Reply] = lambda body: [reply(f"Trả lời số {len(self.received)}.")]
        self.status = 200
        self.raw: str | None = None
        self.delay = 0.0
        self.running = 0
        self.most_at_once = 0
        self.healthy = True
        self.forgotten: list[tuple[str, str]] = []
        """Conversations that were to be forgotten, each with the credentials given."""
        self.parsed: list[str] = []
        """Texts that were only to be parsed."""
        self.meaning: Callable[[str], Any] = lambda text: {"intent_ranking": [], "entities": [], "asks": []}
        """What the fake understands of them."""
        self.url = ""
        self.app = web.Application()
        self.app.router.add_post("/webhooks/rest/webhook", self._talk)
        self.app.router.add_post("/webhooks/rest/parse", self._parse)
        self.app.router.add_get("/webhooks/rest/ready", self._hello)
        self.app.router.add_delete("/webhooks/rest/trackers/{sender}", self._forget)
        self.app.router.add_get("/healthz", self._hello)

    @property
    def messages(self) -> list[str]:
        """The texts that reached the bot, in order."""
        return [body["message"] for body in self.received]

    async def _hello(self, _: web.Request) -> web.Response:
        return web.Response(text="Hello from Rasa: 3.6.21", status=200 if self.healthy else 503)

    async def _forget(self, request: web.Request) -> web.Response:
        if not self.healthy:
            return web.json_response({"status": "no model"}, status=503)
        self.forgotten.append((request.match_info["sender"], request.headers.get("Authorization", "")))
        return web.json_response({"status": "ok", "events": 1})

    async def _parse(self, request: web.Request) -> web.Response:
        if not self.healthy:
            return web.json_response({"status": "no model"}, status=503)
        text = (await request.json())["text"]
        self.parsed.append(text)
        await asyncio.sleep(self.delay)
        return web.json_response(self.meaning(text))

    async def _talk(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.received.append(body)
        self.running += 1
        self.most_at_once = max(self.most_at_once, self.running)
        try:
            await asyncio.sleep(self.delay)
        finally:
            self.running -= 1
        if self.raw is not None:
            return web.Response(text=self.raw, status=self.status, content_type="application/json")
        return web.json_response(self.answer(body), status=self.status)


@asynccontextmanager
async def running() -> AsyncIterator[FakeRasa]:
    """A fake Rasa that serves; ``url`` is its address."""
    fake = FakeRasa()
    async with TestServer(fake.app) as server:
        fake.url = str(server.make_url("")).rstrip("/")
        yield fake
