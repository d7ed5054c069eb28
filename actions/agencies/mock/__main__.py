"""``python -m actions.agencies.mock``: the mock agencies."""

from aiohttp import web

from actions.agencies.mock.server import make_app
from actions.agencies.mock.settings import MockSettings


def main() -> None:
    """Serves until stopped."""
    settings = MockSettings()
    web.run_app(
        make_app(settings),
        host=settings.agencies_host,
        port=settings.listen_on,
        access_log=None,
        handler_cancellation=True,  # a slow answer ends with its caller, so that stopping is quick
        shutdown_timeout=1,
        print=None,
    )


if __name__ == "__main__":
    main()
