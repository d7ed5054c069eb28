"""Bodies are bounded before anything reads them. The framework's own limit answers in plain text, not in our form."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.errors import as_json, problem_of

LARGEST = 64 * 1024
"""Bytes of a request's body."""


class BodyLimit:
    """ASGI: refuses a body that says it is too large, and stops reading one that turns out to be."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        said = request.headers.get("content-length", "0")
        if not said.isdecimal() or int(said) > LARGEST:
            await as_json(request, problem_of(HTTPException(413)))(scope, receive, send)
            return
        total = 0

        async def count() -> Message:
            nonlocal total
            message = await receive()
            total += len(message.get("body", b""))
            if total > LARGEST:
                raise HTTPException(413)
            return message

        await self.app(scope, count, send)
