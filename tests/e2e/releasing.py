"""What the proofs of training and release need: a system with models of its own, its data base, citizens who talk."""

import io
import itertools
import os
import shutil
import tarfile
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from sqlalchemy.orm import Session

from bot.training.tables import LiveRasa, Release, TrainedModel
from procedures.calendar import now
from procedures.db import make_engine
from tests.stack import ROOT, Chat, Stack, call, start

QUESTIONS = (
    "lệ phí làm căn cước cho con bao nhiêu",
    "dang ky thuong tru can giay to gi",
    "lý lịch tư pháp số 2 mất mấy ngày",
    "nop ho so khai sinh o dau",
)


def own_models(folder: Path, models: Path) -> Path:
    """A copy of the newest trained model, so that nothing the test makes or deletes is another's."""
    folder.mkdir(parents=True)
    newest = max(models.glob("motcua-*.tar.gz"), key=lambda path: path.stat().st_mtime_ns)
    for path in newest.parent.glob(newest.name.removesuffix(".gz") + "*"):
        shutil.copy2(path, folder / path.name)
    return folder


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Stack]:
    """A system with its own models."""
    models = own_models(folder / "models", Path(os.environ.get("MODELS_DIR", ROOT / "var/models")))
    limits = {"RATE_NEW_CONVERSATIONS": "6000/minute", "RATE_ADDRESS": "60000/minute"}
    stack = start(folder / "state", MODELS_DIR=str(models), **limits, **settings)
    try:
        yield stack
    finally:
        stack.stop()


@contextmanager
def transaction(stack: Stack) -> Iterator[Session]:
    """One transaction in the data base of a running system."""
    engine = make_engine(f"sqlite:///{stack.state / 'motcua.db'}")
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session
    engine.dispose()


def wait_for[T](stack: Stack, row: type[T], number: int, seconds: float) -> T:
    """The row of a training or release once it has ended."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with transaction(stack) as session:
            found = session.get_one(row, number)
            if found.open is None:  # type: ignore[attr-defined]
                return found
        time.sleep(0.5)
    raise AssertionError(f"{row.__name__} {number} did not end within {seconds:.0f} s")


def twin(stack: Stack, models: Path) -> int:
    """Another archive of the live model's files, as a model that has answered before; gives its number."""
    with transaction(stack) as session:
        live = session.get_one(TrainedModel, session.get_one(LiveRasa, 1).model_id)
        name = "motcua-" + "7" * 16
        path = models / f"{name}.tar.gz"
        _repack(models / f"{live.name}.tar.gz", path)
        digest = sha256(path.read_bytes()).hexdigest()
        path.with_suffix(".sha256").write_text(digest + "\n")
        same = ("made_at", "sources", "corpus_count", "examples_count", "examples_digest", "examples_yml", "seconds")
        values = {field: getattr(live, field) for field in same}
        other = TrainedModel(name=name, sha256=digest, state="ready", **values)
        session.add(other)
        session.flush()
        session.add(Release(model_id=other.id, asked_at=now(), reason="", state="done", done_at=now(), back=False))
        return other.id


def _repack(source: Path, target: Path) -> None:
    with tarfile.open(source, "r:gz") as old, tarfile.open(target, "w:gz", compresslevel=1) as new:
        for member in old.getmembers():
            content = old.extractfile(member)
            new.addfile(member, io.BytesIO(content.read()) if content else None)


@dataclass(frozen=True)
class Sent:
    """One message of the crowd: when it was due, what came, and how many seconds after it was due."""

    due: float
    chat: Chat
    text: str
    status: int
    outcome: str
    seconds: float
    items: tuple[int, ...]
    """Numbers of the items that came: the message itself and its replies."""


class Crowd:
    """Citizens who together send so many messages a second, whatever the answers take."""

    def __init__(self, url: str, per_second: float, citizens: int = 40):
        self._every = 1 / per_second
        self._free: SimpleQueue[Chat] = SimpleQueue()
        self.chats = [Chat(url) for _ in range(citizens)]
        for chat in self.chats:
            self._free.put(chat)
        self._over = threading.Event()
        self._sent: list[Future[Sent]] = []
        self._pool = ThreadPoolExecutor(citizens)
        self._thread = threading.Thread(target=self._send_all)

    @contextmanager
    def talking(self) -> Iterator[None]:
        """Messages go out while this is open."""
        self._thread.start()
        try:
            yield
        finally:
            self._over.set()
            self._thread.join()

    def sent(self) -> list[Sent]:
        """All that was sent, once everything is answered."""
        done = [future.result() for future in self._sent]
        self._pool.shutdown()
        return done

    def _send_all(self) -> None:
        began, words = time.monotonic(), itertools.cycle(QUESTIONS)
        for number in itertools.count():
            due = began + number * self._every
            if self._over.wait(max(0.0, due - time.monotonic())):
                return
            self._sent.append(self._pool.submit(self._send, self._free.get(), next(words), due))

    def _send(self, chat: Chat, text: str, due: float) -> Sent:
        body: Any
        message = {"client_id": str(uuid.uuid4()), "text": text}
        try:
            status, body = call(chat.url, "POST", chat.path, message, chat.token)
        finally:  # where all of them fail, the next message must not wait for a free one for ever
            self._free.put(chat)
        seconds, items = time.monotonic() - due, body.get("items", ())
        replies = [item["payload"] for item in items if item["from"] == "bot"]
        outcome = replies[-1]["outcome"] if replies else "nothing"
        return Sent(due, chat, text, status, outcome, seconds, tuple(item["seq"] for item in items))
