"""Bodies are bounded before anything reads them. The framework's own limit answers in plain text, not in our form."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from bot.web.asgi import HttpMiddleware
from bot.web.errors import problem_of, respond

LARGEST = 64 * 1024
"""Bytes of a request's body."""


class BodyLimit(HttpMiddleware):
    """ASGI: refuses a body that says it is too large, and stops reading one that turns out to be."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        request = Request(scope)
        said = request.headers.get("content-length", "0")
        if not said.isdecimal() or int(said) > LARGEST:
            await respond(request, problem_of(HTTPException(413)))(scope, receive, send)
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
