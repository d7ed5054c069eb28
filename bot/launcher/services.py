"""The services that some tests need, used where this machine has them."""

import shutil
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg

PATIENCE_SECONDS = 3


@dataclass(frozen=True)
class Service:
    """A pytest marker, the setting through which tests find the service, and where it was found, or why not."""

    marker: str
    setting: str
    found: str | None
    missing: str = ""


def find_services(env: Mapping[str, str]) -> list[Service]:
    """All three services; ``found`` is None for one that does not answer."""
    return [
        find_chromium(env.get("TEST_CHROMIUM", "")),
        find_postgres(env.get("TEST_POSTGRES_URL") or "postgresql+psycopg://root@127.0.0.1:5432/test"),
        find_redis(env.get("TEST_REDIS_URL") or "redis://127.0.0.1:6379/15"),
    ]


def find_chromium(chosen: str) -> Service:
    """The system's Chromium or Chrome."""
    names = [chosen] if chosen else ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    found = next((path for name in names if (path := shutil.which(name))), None)
    return Service("browser", "TEST_CHROMIUM", found, f"no {' or '.join(names[:2])} on PATH")


def find_postgres(url: str) -> Service:
    """A PostgreSQL server that lets us in."""
    try:
        psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=PATIENCE_SECONDS).close()
    except psycopg.Error:
        return Service("postgres", "TEST_POSTGRES_URL", None, "no PostgreSQL answers at TEST_POSTGRES_URL")
    return Service("postgres", "TEST_POSTGRES_URL", url)


def find_redis(url: str) -> Service:
    """A Redis server that says PONG."""
    parts = urlsplit(url)
    address = (parts.hostname or "127.0.0.1", parts.port or 6379)
    try:
        with socket.create_connection(address, PATIENCE_SECONDS) as connection:
            connection.sendall(b"PING\r\n")
            answers = connection.recv(64).startswith((b"+PONG", b"-NOAUTH"))
    except OSError:
        answers = False
    return Service("redis", "TEST_REDIS_URL", url if answers else None, "no Redis answers at TEST_REDIS_URL")
