"""A PostgreSQL that says nothing does not hold a turn."""

import socket
from collections.abc import Iterator

import psycopg2  # type: ignore[import-untyped]
import pytest
from psycopg2.extensions import set_wait_callback  # type: ignore[import-untyped]

from bot.nlu import patience


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A server that takes connections and never answers."""
    monkeypatch.setattr(patience, "SECONDS", 0.05)
    patience.install()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server
    set_wait_callback(None)


def connect(server: socket.socket) -> None:
    psycopg2.connect(host="127.0.0.1", port=server.getsockname()[1], dbname="rasa", user="rasa", sslmode="disable")


def connections(server: socket.socket) -> int:
    """That were opened since the last count."""
    count = 0
    while True:
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def test_connecting_to_a_silent_server_ends_and_is_not_tried_again_at_once(
    silent: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(psycopg2.OperationalError, match="did not answer within"):
        connect(silent)
    assert connections(silent) == 1
    monkeypatch.setattr(patience, "PAUSE", 1000)
    monkeypatch.setattr(patience, "SECONDS", 1000)
    with pytest.raises(psycopg2.OperationalError, match="did not answer just now"):
        connect(silent)


def test_after_the_pause_it_is_tried_again(silent: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PAUSE", 0)
    for _ in range(2):
        with pytest.raises(psycopg2.OperationalError, match="did not answer within"):
            connect(silent)
    assert connections(silent) == 2
