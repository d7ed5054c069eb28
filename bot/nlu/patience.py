"""A bound for each wait on PostgreSQL, also where its machine or the line is gone without a word."""

import select
import time
from typing import Any

import psycopg2  # type: ignore[import-untyped]
from psycopg2.extensions import (  # type: ignore[import-untyped]
    POLL_OK,
    POLL_READ,
    STATUS_BEGIN,
    STATUS_READY,
    set_wait_callback,
)

SECONDS = 2.5
"""For one statement or one connecting. A turn that finds its connection dead waits twice (asks it, connects anew): with
that it ends well before the edge does, which waits 8 seconds (bot/web/rasa.py)."""
PAUSE = 5
"""Seconds in which nobody connects after that was in vain: turns fail at once then, and no row of them builds up."""


class Waits:
    """What psycopg2 calls while it waits; it closes the connection when this raises OperationalError."""

    def __init__(self) -> None:
        self._in_vain = -float(PAUSE)

    def __call__(self, connection: Any) -> None:
        """Returns when the server has answered."""
        connects = connection.status not in (STATUS_READY, STATUS_BEGIN)
        began = time.monotonic()
        if connects and began - self._in_vain < PAUSE:
            raise psycopg2.OperationalError("PostgreSQL did not answer just now")
        while (state := connection.poll()) != POLL_OK:
            line = select.poll()
            line.register(connection.fileno(), select.POLLIN if state == POLL_READ else select.POLLOUT)
            if not line.poll(max(0.0, began + SECONDS - time.monotonic()) * 1000):
                if connects:
                    self._in_vain = time.monotonic()
                raise psycopg2.OperationalError(f"PostgreSQL did not answer within {SECONDS} seconds")


def install() -> None:
    """For all connections of this process.

    Settings of libpq or of the server don't end a wait for one that is silent while its machine still answers.
    """
    set_wait_callback(Waits())
