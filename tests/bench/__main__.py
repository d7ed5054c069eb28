"""``make bench``: what a look-up, a search, a turn of Rasa and a whole turn cost, as ratios within one run."""

import itertools
import json
import tempfile
import urllib.request
from pathlib import Path

from sqlalchemy.orm import Session

from procedures.answers import answer
from procedures.calendar import today
from procedures.db import make_engine, make_sessions
from procedures.lookup import in_force
from procedures.search import search
from tests.bench import knowledge as growing
from tests.bench import new_name
from tests.bench.long_talk import long_talk
from tests.bench.timing import Timing, measure, table
from tests.stack import Chat, Stack, call, start

QUESTIONS = (
    "em cần xin phiếu lý lịch tư pháp số 2, hồ sơ gồm những gì",
    "het bao nhieu tien",
    "đăng ký thường trú mất bao lâu",
    "lam can cuoc cho con can giay to gi",
)
TURNS = 40
CALLS = 400


def knowledge(session: Session) -> list[Timing]:
    """The knowledge base alone, in this process."""
    day = today()
    words = itertools.cycle(QUESTIONS)
    return [
        measure("look-up of a record", lambda _: in_force(session, "criminal-record-2", day), CALLS),
        measure("answer about a fee", lambda _: answer(session, "criminal-record-2", "fee", on=day), CALLS),
        measure("search", lambda _: search(session, next(words), day), CALLS),
    ]


def whole(stack: Stack) -> list[Timing]:
    """The running system, from outside; one conversation for every eight turns, as citizens have them."""
    chats = [Chat(stack.url) for _ in range(TURNS // 8 + 1)]
    words = itertools.cycle(QUESTIONS)
    return [
        measure("GET /api/procedures?q=", lambda _: call(stack.url, "GET", "/api/procedures?q=ly+lich"), CALLS // 4),
        measure("one turn of Rasa", lambda number: _rasa(stack, f"bench-{number // 8}", next(words)), TURNS),
        measure("one turn over the public API", lambda number: chats[number // 8].say(next(words)), TURNS),
    ]


def _rasa(stack: Stack, sender: str, text: str) -> object:
    body = json.dumps({"sender": sender, "message": text, "metadata": {"lang": "vi", "address": "bench", "turn": ""}})
    url = f"http://127.0.0.1:{stack.port + 1}/webhooks/rest/webhook"
    request = urllib.request.Request(url, body.encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return json.loads(reply.read())


def main() -> None:
    """Starts a system of its own, measures, prints one table, and stops it."""
    with tempfile.TemporaryDirectory() as folder:
        print("starting a system to measure …", flush=True)
        stack = start(Path(folder), RATE_ADDRESS="100000/minute")
        try:
            engine = make_engine(f"sqlite:///{folder}/motcua.db")
            with make_sessions(engine)() as session:
                timings = knowledge(session)
            engine.dispose()
            timings += whole(stack)
            timings += long_talk(stack)
        finally:
            stack.stop()
    print(table(timings))
    growing.main()
    new_name.main()


if __name__ == "__main__":
    main()
