"""What our ASGI middlewares share."""

from starlette.types import ASGIApp, Receive, Scope, Send


class HttpMiddleware:
    """Stands before an application and handles HTTP requests in ``handle``; anything else goes by untouched."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection."""
        await (self.handle if scope["type"] == "http" else self.app)(scope, receive, send)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        raise NotImplementedError
