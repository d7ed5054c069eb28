"""The real processes, started once for all tests that talk to them, and a chat over the public API."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
READY = re.compile(r"ready: (http://\S+)")
START_SECONDS = 300
PORTS = ("RASA_PORT", "ACTIONS_PORT", "AGENCIES_PORT", "RASA_SECOND_PORT")
TIED = (sys.executable, "-I", "-S", str(ROOT / "bot/launcher/child.py"), str(os.getpid()))


@dataclass
class Stack:
    """A running system: its address, its state folder, and what it printed."""

    url: str
    state: Path
    process: subprocess.Popen[str]
    printed: list[str] = field(default_factory=list)
    port: int = 0
    reader: threading.Thread | None = None

    def stop(self) -> int:
        """Ctrl-C, as a person would; gives the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.ended()

    def ended(self) -> int:
        """Waits for the end; gives the exit status."""
        status = self.process.wait(timeout=60)
        if self.reader:
            self.reader.join(timeout=10)
        if self.process.stdout:
            self.process.stdout.close()
        return status


def free_ports(count: int) -> int:
    """The first of ``count`` free ports in a row."""
    beside = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])  # processes of one run look in places of their own
    for first in range(18000 + beside % 2 * 7000 + os.getpid() % 500 * 4, 60000, count):
        sockets = [socket.socket() for _ in range(count)]
        try:
            for number, sock in enumerate(sockets):
                sock.bind(("127.0.0.1", first + number))
            return first
        except OSError:
            continue
        finally:
            for sock in sockets:
                sock.close()
    raise RuntimeError("no free ports")


def start(state: Path, **settings: str) -> Stack:
    """Starts everything in a state folder of its own, with the models of the checkout; returns when it is ready."""
    return _start(state, settings, ())


def start_tied(state: Path, **settings: str) -> Stack:
    """The same, but all of it is ended as soon as the thread that called this is gone, however that happens."""
    return _start(state, settings, TIED)


def _start(state: Path, settings: dict[str, str], before: tuple[str, ...]) -> Stack:
    port = free_ports(5)
    environment = {
        **os.environ,
        "PORT": str(port),
        "STATE_DIR": str(state),
        "MODELS_DIR": os.environ.get("MODELS_DIR", str(ROOT / "var" / "models")),
        **settings,
    }
    for name in ("DATABASE_URL", *PORTS, "RASA_URL", "ACTIONS_URL", "MODEL_FILE"):
        if name not in settings:
            environment.pop(name, None)
    process = subprocess.Popen(
        [*before, sys.executable, "-m", "bot.launcher", "run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    stack = Stack("", state, process, port=port)
    ready = threading.Event()

    def read() -> None:
        assert process.stdout
        for line in process.stdout:
            stack.printed.append(line.rstrip())
            found = READY.search(line)
            if found:
                stack.url = found.group(1)
                ready.set()
        ready.set()

    stack.reader = threading.Thread(target=read, daemon=True)
    stack.reader.start()
    if not ready.wait(START_SECONDS) or not stack.url:
        process.kill()
        stack.ended()
        raise RuntimeError("the parts did not get ready:\n" + "\n".join(stack.printed[-60:]))
    return stack


def call(
    url: str, method: str, path: str, body: object = None, token: str | None = None, timeout: float = 30
) -> tuple[int, Any]:
    """Status and JSON of one call of the public API."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url + path, data, {"Content-Type": "application/json"}, method=method)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


class Chat:
    """One conversation of a citizen."""

    def __init__(self, url: str, lang: str = "vi"):
        self.url = url
        status, opened = call(url, "POST", "/api/conversations", {"lang": lang})
        assert status == 201, opened
        self.id, self.token = opened["id"], opened["token"]
        self.buttons: dict[str, str] = {}

    @property
    def path(self) -> str:
        """Where its messages are."""
        return f"/api/conversations/{self.id}/messages"

    def say(self, text: str) -> list[dict[str, Any]]:
        """Types a text; gives the bot's payloads."""
        return self._send({"text": text})

    def press(self, title: str) -> list[dict[str, Any]]:
        """Presses the button of the last reply whose title starts so."""
        chosen = [button for name, button in self.buttons.items() if name.startswith(title)]
        assert chosen, f"no button «{title}» among {list(self.buttons)}"
        return self._send({"button": chosen[0]})

    def _send(self, what: dict[str, str]) -> list[dict[str, Any]]:
        status, body = call(self.url, "POST", self.path, {"client_id": str(uuid.uuid4()), **what}, self.token)
        assert status == 200, body
        replies = [item["payload"] for item in body["items"] if item["from"] == "bot"]
        assert replies, body
        self.buttons = {button["title"]: button["id"] for reply in replies for button in reply["buttons"]}
        return replies

    def items(self, since: int = 0) -> list[dict[str, Any]]:
        """The transcript after that sequence number."""
        status, body = call(self.url, "GET", f"{self.path}?since={since}", token=self.token)
        assert status == 200, body
        items: list[dict[str, Any]] = body["items"]
        return items
