"""Security headers on every response."""

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from bot.web.asgi import HttpMiddleware


def policy(ancestors: str = "'none'") -> str:
    """The content policy of a page that only these sources may show in a frame."""
    return "; ".join(
        [
            "default-src 'self'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {ancestors}",
        ]
    )


HEADERS = {
    "content-security-policy": policy(),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not «no-referrer»: browsers then send «Origin: null» with our own forms, and we check their origin.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


SECRET = ("/loi-moi/", "/kiem-tra/")
"""Pages whose address is a secret: what they load is not told it, for a proxy may write a Referer down."""


class SecurityHeaders(HttpMiddleware):
    """ASGI: adds the headers; nothing is kept in a cache unless the response says otherwise."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                framed = "content-security-policy" in headers  # a page that says itself who may frame it
                if scope["path"].startswith(SECRET):
                    headers["referrer-policy"] = "strict-origin"
                for name, value in HEADERS.items():
                    if name != "x-frame-options" or not framed:
                        headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)
