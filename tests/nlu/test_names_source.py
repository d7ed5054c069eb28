"""Names from another machine."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.nlu.names_source import FileSource, HttpSource, source
from bot.nlu.published import BadNames
from tests.nlu.conftest import names

TOKEN = "a token"
SOON = 5.0


class Publisher:
    """A server of names; ``answers`` is what it says next: a status and a body."""

    def __init__(self) -> None:
        self.status, self.body, self.etag = 200, json.dumps(names(version="one")), '"one"'
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.headers["Authorization"] != f"Bearer {TOKEN}":
                    self.send_error(401)
                elif publisher.status == 200 and self.headers["If-None-Match"] == publisher.etag:
                    self.send_response(304)
                    self.end_headers()
                else:
                    self.send_response(publisher.status)
                    self.send_header("ETag", publisher.etag)
                    self.end_headers()
                    self.wfile.write(publisher.body.encode())

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/names.json"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    made = Publisher()
    yield made
    made.close()


def test_the_same_names_are_sent_once_and_others_again(publisher: Publisher) -> None:
    remote = HttpSource(publisher.url, TOKEN, SOON)
    first = remote.changed()
    assert first and first["version"] == "one"
    assert remote.changed() is None
    publisher.body, publisher.etag = json.dumps(names(version="two")), '"two"'
    second = remote.changed()
    assert second and second["version"] == "two"


@pytest.mark.parametrize(("status", "body"), [(200, "{"), (200, "[]"), (200, '{"version": 1}'), (500, ""), (404, "")])
def test_a_failure_is_told_once_and_an_answer_ends_it(publisher: Publisher, status: int, body: str) -> None:
    remote = HttpSource(publisher.url, TOKEN, SOON)
    good, publisher.status, publisher.body = publisher.body, status, body
    with pytest.raises(BadNames):
        remote.changed()
    assert remote.changed() is None
    publisher.status, publisher.body = 200, good
    assert remote.changed()


def test_a_wrong_token_is_a_failure(publisher: Publisher) -> None:
    with pytest.raises(BadNames, match="401"):
        HttpSource(publisher.url, "another", SOON).changed()


def test_a_machine_that_is_down_is_a_failure(publisher: Publisher) -> None:
    publisher.close()
    with pytest.raises(OSError, match="refused"):
        HttpSource(publisher.url, TOKEN, SOON).changed()
    publisher.close = lambda: None  # type: ignore[method-assign]


def test_the_address_goes_before_the_file(tmp_path: Path) -> None:
    assert isinstance(source({"NAMES_URL": "http://x/names.json", "NAMES_FILE": "f"}, "g", SOON), HttpSource)
    path = tmp_path / "names.json"
    path.write_text(json.dumps(names(version="of the file")), "utf-8")
    file = source({"NAMES_URL": "", "NAMES_FILE": str(path)}, "g", SOON)
    assert isinstance(file, FileSource)
    content = file.changed()
    assert content and content["version"] == "of the file"
