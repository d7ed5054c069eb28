"""Log lines: one id per request along the whole way; never a message's text, a token or a query string."""

import logging
import re
import sys
import time
import traceback
import uuid

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.errors import INTERNAL, as_json

_GIVEN_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")
log = structlog.get_logger()


def configure(level: str, form: str) -> None:
    """Sets up structlog and the standard library's loggers, plain or JSON, on standard error."""
    before: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper("iso"),
    ]
    last = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    handler = logging.StreamHandler(sys.stderr)
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last], foreign_pre_chain=before
    )
    handler.setFormatter(formatter)
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)


def where(error: BaseException) -> str:
    """Where an exception arose, without its text: that may hold what a citizen wrote."""
    return " < ".join(
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
        for frame in reversed(traceback.extract_tb(error.__traceback__)[-8:])
    )


class RequestLog:
    """ASGI: gives each request an id, writes one line about it, and answers what nobody caught with one sentence."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        given = request.headers.get("x-request-id", "")
        request_id = given if _GIVEN_ID.match(given) else uuid.uuid4().hex
        began, status = time.perf_counter(), 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        with structlog.contextvars.bound_contextvars(request=request_id):
            try:
                await self.app(scope, receive, send_with_id)
            except Exception as error:  # noqa: BLE001 - the last resort, logged and answered
                log.error("request_failed", error=type(error).__name__, where=where(error))
                if not status:
                    await as_json(request, INTERNAL)(scope, receive, send_with_id)
            route = "/static" if scope["path"].startswith("/static/") else getattr(scope.get("route"), "path", "none")
            quiet = route in ("/healthz", "/readyz", "/static") and status < 400
            spent = round((time.perf_counter() - began) * 1000, 1)
            (log.debug if quiet else log.info)("request", method=scope["method"], route=route, status=status, ms=spent)
