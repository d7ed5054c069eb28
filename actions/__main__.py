"""``python -m actions``: the action server, on loopback unless ACTIONS_HOST says otherwise."""

import logging
import sys

import structlog
import uvloop
from aiohttp import web
from pydantic import ValidationError

from actions.server import make_app
from actions.settings import ActionsSettings
from procedures.heap import settle


def main() -> int:
    """Serves until stopped; without its secrets it says which are missing, and ends."""
    try:
        settings = ActionsSettings()
    except ValidationError as error:
        for problem in error.errors():
            print(f"setting {'.'.join(map(str, problem['loc'])).upper()}: {problem['msg']}", file=sys.stderr)
        return 1
    configure_logs(settings.log_level)
    settle()
    # No access log: every call has the same address, and actions log for themselves.
    web.run_app(
        make_app(settings), host=settings.actions_host, port=settings.listen_on, access_log=None, print=None,
        loop=uvloop.new_event_loop(),
    )  # fmt: skip
    return 0


def configure_logs(level: str) -> None:
    """One JSON object a line on standard error, for our own messages; libraries from warnings on."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s %(levelname)s %(message)s", stream=sys.stderr)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


if __name__ == "__main__":
    sys.exit(main())
