"""One log line for each request: method, route, status, time, and an id; never a text, a token or a query string."""

import re
import time
import uuid

import structlog
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from bot.web import metrics
from bot.web.asgi import HttpMiddleware
from bot.web.errors import INTERNAL, respond
from bot.web.logs import where

_GIVEN_ID = re.compile(r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")
"""A UUID or 32 hexadecimal digits, as proxies make them: anything else could be somebody's number."""
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
log = structlog.get_logger()


class RequestLog(HttpMiddleware):
    """ASGI: gives each request an id, writes one line about it, and answers what nobody caught with one sentence."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        request = Request(scope)
        given = request.headers.get("x-request-id", "")
        request_id = given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        began, status = time.perf_counter(), 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        structlog.contextvars.clear_contextvars()  # a line kept open may still hold the request before
        with structlog.contextvars.bound_contextvars(request=request_id):
            try:
                await self.app(scope, receive, send_with_id)
            except Exception as error:  # noqa: BLE001 - the last resort, logged and answered
                log.error("request_failed", error=type(error).__name__, where=where(error))
                if not status:
                    await respond(request, INTERNAL)(scope, receive, send_with_id)
            route = "/static" if scope["path"].startswith("/static/") else getattr(scope.get("route"), "path", "none")
            quiet = route in ("/healthz", "/readyz", "/static") and status < 400
            seconds = time.perf_counter() - began
            method = known_method(scope["method"])
            metrics.REQUESTS.labels(method, route, status).observe(seconds)
            spent = round(seconds * 1000, 1)
            (log.debug if quiet else log.info)("request", method=method, route=route, status=status, ms=spent)


def known_method(method: str) -> str:
    """The method if there is such a one: anybody can send any word."""
    return method if method in METHODS else "other"
