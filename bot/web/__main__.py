"""``python -m bot.web``: serves the edge until it is told to stop."""

import sys
from contextlib import suppress

import uvicorn
from fastapi import FastAPI
from pydantic import ValidationError

from bot.web import logs
from bot.web.app import create_app
from bot.web.settings import WebSettings
from procedures.heap import settle

PATIENCE_AT_END = 10
"""Seconds that running turns have to finish when we are told to stop."""


def server_config(app: FastAPI, settings: WebSettings) -> uvicorn.Config:
    """How the edge is served. What a caller says of its own address counts only from a trusted proxy."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,  # it would write query strings
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,  # given even if empty: else uvicorn trusts the whole loopback
        timeout_graceful_shutdown=PATIENCE_AT_END,
    )


def main() -> int:
    """Exit status 0 after a stop, 2 with one line for each setting that is missing or wrong."""
    try:
        settings = WebSettings()
    except ValidationError as error:
        for each in error.errors():
            name, said = ".".join(map(str, each["loc"])).upper(), each["msg"].removeprefix("Value error, ")
            print(f"setting {name}: {said}" if name else said, file=sys.stderr)
        return 2
    logs.configure(settings.log_level, settings.log_format)
    app = create_app(settings)
    server = uvicorn.Server(server_config(app, settings))
    app.state.stopping = lambda: server.should_exit
    settle()
    with suppress(KeyboardInterrupt):  # uvicorn has stopped in order before it raises this
        server.run()
    return 0 if server.started else 1


if __name__ == "__main__":
    sys.exit(main())
