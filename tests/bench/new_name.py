"""How soon a new procedure is answered over the public API, where a whole country's names are loaded.

``python -m tests.bench.new_name``, and part of ``make bench``. Measured from the moment that the data base has it
(``put_live`` and its commit) with what the desk does then (``write_names``), until a citizen who asks again and again
has the first right answer; each new procedure is asked by two of its names, with diacritics and without.
"""

import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import quantiles

from sqlalchemy import Engine

from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from procedures.publishing.files import REGISTERS, Catalog
from procedures.publishing.load import load
from procedures.publishing.names import write_names
from procedures.publishing.put_live import put_live
from procedures.record import Record, Source, Words
from tests.bench.made import ONSETS, record
from tests.bench.timing import Timing, measure, table
from tests.stack import Chat, Stack, start
from tests.until import seconds_until

PROCEDURES = 6500
PATIENCE = 60.0
TIMES = len(ONSETS)
TURNS = 40
QUESTION = "đăng ký thường trú mất bao lâu"


def main() -> None:
    """Starts a system of its own, measures, prints one table, and stops it."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        engine = make_engine(f"sqlite:///{state / 'motcua.db'}")
        print(f"\nA new name among those of {PROCEDURES} made procedures", flush=True)
        _fill(engine)
        stack = start(state, RATE_ADDRESS="100000/minute", RATE_NEW_CONVERSATIONS="100000/minute")
        try:
            turn = measure("one turn over the public API", lambda _: Chat(stack.url).say(QUESTION), TURNS)
            print(table([turn, _published(stack, engine)]), flush=True)
        finally:
            stack.stop()
            engine.dispose()


def _fill(engine: Engine) -> None:
    migrate(engine)
    made = Catalog({f"made-{number}": record(number) for number in range(PROCEDURES)}, {name: [] for name in REGISTERS})
    made.registers["sources"] = [Source(key="S1", title=Words(vi="Làm ra"), read="2026")]
    with make_sessions(engine).begin() as session:
        load(session, made)


def _published(stack: Stack, engine: Engine) -> Timing:
    taken = []
    for number in range(TIMES):
        new, questions = _new(number)
        with make_sessions(engine).begin() as session:
            put_live(session, new, None, "bench", "bench")
        since = time.monotonic()
        with make_sessions(engine)() as session:
            write_names(session, stack.state / "names.json")
        for question in questions:
            seconds_until(partial(_answers, stack, question, new.slug), PATIENCE, since)
        taken.append(1000 * (time.monotonic() - since))
    cuts = quantiles(taken, n=20)
    return Timing("publish → both names answered", cuts[9], cuts[18])


def _answers(stack: Stack, question: str, slug: str) -> bool:
    return any(reply["procedure"] == slug for reply in Chat(stack.url).say(question))


def _new(number: int) -> tuple[Record, tuple[str, str]]:
    """A procedure that nobody has, and a question by each of its two aliases."""
    field = f"{ONSETS[number]}oang {ONSETS[-1 - number]}ieng"
    slug, title = f"bench-{number}", f"Đăng ký tổ ong {field}"
    made = record(PROCEDURES + number).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    made |= {"slug": slug, "family": slug, "names": [{"vi": title, "en": f"Beehive {field}"}]}
    made["aliases"] = {"vi": [f"nuôi ong {field}", f"khai báo tổ ong {field}"]}
    questions = f"lệ phí nuôi ong {field} bao nhiêu", f"khai bao to ong {field} het bao nhieu tien"
    return Record.model_validate(made), questions


if __name__ == "__main__":
    main()
