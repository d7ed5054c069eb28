"""What all agency clients share: one way to ask, with a time limit, another try, and errors of one kind."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
import stamina
import structlog

from actions import metrics
from actions.agencies.breaker import Breaker
from actions.agencies.errors import AgencyAnswerError, AgencyUnreachable, NotFound, TokenRefused

BUSY = frozenset(
    {
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)
"""Statuses after which another try may help."""


@dataclass(frozen=True)
class Limits:
    """How long and how often to ask, in seconds. ``total`` bounds everything, tries and pauses together."""

    total: float = 3.5
    one_try: float = 1.7
    tries: int = 2
    pause: float = 0.1


class AgencyClient:
    """Asks one agency. The HTTP session is handed in and belongs to the caller."""

    name = "agency"

    def __init__(
        self,
        session: aiohttp.ClientSession,
        address: str,
        token: str,
        limits: Limits = Limits(),
        breaker: Breaker | None = None,
    ):
        self._session = session
        self._address = address.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._limits = limits
        self._breaker = breaker or Breaker(self.name)

    async def post(self, path: str, question: dict[str, str]) -> dict[str, Any]:
        """The agency's answer to a question. The question travels in the body: addresses end up in logs.

        Raises AgencyUnreachable, AgencyAnswerError, NotFound or TokenRefused, after ``Limits.total`` seconds at the
        latest; AgencyUnreachable at once where the agency has failed so often that it is left alone for a while.
        """
        with metrics.agency_call(self.name), self._breaker.call():
            return await self._post(path, question)

    async def _post(self, path: str, question: dict[str, str]) -> dict[str, Any]:
        limits = self._limits
        attempts = stamina.retry_context(
            on=AgencyUnreachable,
            attempts=limits.tries,
            timeout=limits.total,
            wait_initial=limits.pause,
            wait_max=limits.pause,
            wait_jitter=limits.pause,
        )
        try:
            async with asyncio.timeout(limits.total):
                async for attempt in attempts:
                    with attempt:
                        return await self._ask(path, question)
        except TimeoutError as error:
            raise AgencyUnreachable(self.name, "too slow") from error
        raise AgencyUnreachable(self.name, "no try was made")

    async def _ask(self, path: str, question: dict[str, str]) -> dict[str, Any]:
        try:
            async with (
                asyncio.timeout(self._limits.one_try),
                self._session.post(
                    self._address + path, json=question, headers=self._headers | _trace(), allow_redirects=False
                ) as response,
            ):
                return await self._read(response)
        except TimeoutError as error:
            raise AgencyUnreachable(self.name, "too slow") from error
        except aiohttp.ClientPayloadError as error:
            raise AgencyAnswerError(self.name, "the answer broke off") from error
        except aiohttp.ClientError as error:
            raise AgencyUnreachable(self.name, type(error).__name__) from error

    async def _read(self, response: aiohttp.ClientResponse) -> dict[str, Any]:
        if response.status == HTTPStatus.NOT_FOUND:
            raise NotFound(self.name, "nothing under that")
        if response.status == HTTPStatus.GONE:
            raise TokenRefused(self.name, "the token opens nothing")
        if response.status in BUSY:
            raise AgencyUnreachable(self.name, f"status {response.status}")
        if response.status != HTTPStatus.OK:
            raise AgencyAnswerError(self.name, f"status {response.status}")
        try:
            answer = await response.json(content_type=None)
        except ValueError as error:
            raise AgencyAnswerError(self.name, "no JSON") from error
        if not isinstance(answer, dict):
            raise AgencyAnswerError(self.name, "no JSON object")
        return answer


def _trace() -> dict[str, str]:
    """The id of the citizen's message, by which our log and the agency's can be put together; it says nothing else."""
    turn = structlog.contextvars.get_contextvars().get("turn")
    return {"X-Request-Id": turn} if isinstance(turn, str) and turn else {}
