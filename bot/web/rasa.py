"""Client of Rasa's REST channel. Any status but 200 is a failure, and so is an empty reply, as of a stock Rasa."""

import asyncio
import json
from urllib.parse import quote

import aiohttp
import structlog
from pydantic import ValidationError

from bot.web.understood import Understood, understood_from
from procedures.payload import TALK, TOPICS, Payload

TIME_LIMIT = aiohttp.ClientTimeout(total=8, connect=2)
TIME_LIMIT_OF_PARSE = aiohttp.ClientTimeout(total=0.8, connect=0.4)
"""Somebody is on the line: better a search by words than a long wait."""
LARGEST = 1_000_000
"""Bytes of a reply that we are ready to read."""

log = structlog.get_logger()


class RasaFailed(Exception):
    """Raised when the bot gave no usable answer.

    RasaFailed
    ├── RasaUnreachable    no connection, or it broke
    ├── RasaTimeout        no whole answer within TIME_LIMIT
    └── RasaBadAnswer      another status than 200, no JSON, an empty list, no valid payload in it
    """


class RasaUnreachable(RasaFailed):
    """No connection, or it broke."""


class RasaTimeout(RasaFailed):
    """No whole answer in time."""


class RasaBadAnswer(RasaFailed):
    """An answer that cannot be shown."""


class Rasa:
    """Sends messages to one Rasa server."""

    def __init__(self, session: aiohttp.ClientSession, url: str):
        self._session, self._given = session, url
        self._base = url.rstrip("/") + "/webhooks/rest"
        self._url = self._base + "/webhook"

    @property
    def ready(self) -> str:
        """Where it says whether it is ready; "/" is 200 even without a model."""
        return self._base + "/ready"

    def at(self, url: str | None) -> "Rasa":
        """The same for the Rasa at another address; None: this one."""
        return self if url in (None, self._given) else Rasa(self._session, url)

    async def send(self, sender: str, message: str, metadata: dict[str, str]) -> list[Payload]:
        """The bot's replies to a message, at least one. Raises RasaFailed."""
        body = {"sender": sender, "message": message, "metadata": metadata}
        try:
            async with self._session.post(self._url, json=body, timeout=TIME_LIMIT) as response:
                if response.status != 200:
                    raise RasaBadAnswer(f"status {response.status}")
                content = await response.content.read(LARGEST + 1)
                while len(content) <= LARGEST and (more := await response.content.read(LARGEST)):
                    content += more
        except TimeoutError as error:
            raise RasaTimeout from error
        except aiohttp.ClientError as error:
            raise RasaUnreachable(type(error).__name__) from error
        return await asyncio.to_thread(_payloads, content) if len(content) > 50_000 else _payloads(content)

    async def parse(self, text: str, token: str) -> Understood:
        """How the dialogue would understand a text; no conversation is touched. Raises RasaFailed."""
        headers = {"Authorization": f"Bearer {token}"}
        try:
            async with self._session.post(
                f"{self._base}/parse", json={"text": text}, headers=headers, timeout=TIME_LIMIT_OF_PARSE
            ) as response:
                if response.status != 200:
                    raise RasaBadAnswer(f"status {response.status}")
                return understood_from(await response.json())
        except TimeoutError as error:
            raise RasaTimeout from error
        except aiohttp.ClientError as error:
            raise RasaUnreachable(type(error).__name__) from error
        except ValueError as error:
            raise RasaBadAnswer("no parsed message") from error

    async def forget(self, sender: str, token: str) -> None:
        """Has Rasa erase all it remembers of a conversation, which may be nothing. Raises RasaFailed."""
        headers = {"Authorization": f"Bearer {token}"}
        try:
            async with self._session.delete(
                f"{self._base}/trackers/{quote(sender, safe='')}", headers=headers, timeout=TIME_LIMIT
            ) as response:
                if response.status != 200:
                    raise RasaBadAnswer(f"status {response.status}")
        except TimeoutError as error:
            raise RasaTimeout from error
        except aiohttp.ClientError as error:
            raise RasaUnreachable(type(error).__name__) from error


def command(topic: str | None, procedure: str | None) -> str:
    """What a pressed button says to Rasa; only the edge may speak to it in this form."""
    intent = topic if topic in TOPICS or topic in TALK else "inform"
    return f"/{intent}" + (json.dumps({"procedure": procedure}) if procedure else "")


def _payloads(content: bytes) -> list[Payload]:
    if len(content) > LARGEST:
        raise RasaBadAnswer("too large")
    try:
        replies = json.loads(content)
    except ValueError as error:
        raise RasaBadAnswer("no JSON") from error
    if not isinstance(replies, list) or not replies:
        raise RasaBadAnswer("empty reply")
    payloads = []
    for reply in replies:
        try:
            payloads.append(Payload.model_validate(reply.get("custom") if isinstance(reply, dict) else None))
        except ValidationError as error:
            fields = ", ".join(".".join(map(str, each["loc"])) or "the whole" for each in error.errors())
            log.error("bot_sent_a_malformed_payload", fields=fields[:300])
    if not payloads:
        raise RasaBadAnswer("no valid payload")
    return payloads
