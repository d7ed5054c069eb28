"""Bodies are bounded before anything reads them. The framework's own limit answers in plain text, not in our form."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from bot.web.asgi import HttpMiddleware
from bot.web.errors import problem_of, respond

LARGEST = 64 * 1024
"""Bytes of a request's body."""
LARGER = {"/bien-tap/tep": 4 * 1024 * 1024}
"""Where files are taken in; only editors get past the guard, and nothing is read before it."""


class BodyLimit(HttpMiddleware):
    """ASGI: refuses a body that says it is too large, and stops reading one that turns out to be."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        request, largest = Request(scope), LARGER.get(scope["path"], LARGEST)
        said = request.headers.get("content-length", "0")
        if not said.isdecimal() or int(said) > largest:
            await respond(request, problem_of(HTTPException(413)))(scope, receive, send)
            return
        total = 0

        async def count() -> Message:
            nonlocal total
            message = await receive()
            total += len(message.get("body", b""))
            if total > largest:
                raise HTTPException(413)
            return message

        await self.app(scope, count, send)
