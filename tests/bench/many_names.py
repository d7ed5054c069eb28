"""What a search in as many names costs as a whole country has: ``python -m tests.bench.many_names`` (sealed side).

26,000 made-up names, of the words of the real ones (NAMES_FILE, else var/names.json), beside those; messages of the dev
set. Prints the time to build the index, of one search word for word and with the near ones, of taking in one name that
was published since, and what memory grows to over many such. All times are processor time.
"""

import gc
import json
import os
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from bot.nlu.live_names import LiveNames
from bot.nlu.names import Names
from bot.nlu.names_source import FileSource
from bot.nlu.pieces import pieces_of
from bot.nlu.words import words
from procedures.text import fold
from procedures.text.typing import meant
from tests.bench.memory import kept_megabytes
from tests.bench.understanding import read_set

NAMES = 26_000
PER_PROCEDURE = 4
PUBLISHED = 100


def made(known: list[str], count: int, chance: Random) -> list[str]:
    """Names of two to eight words, each word as frequent as in the known names."""
    pool = [word for name in known for word in name.split()]
    return [" ".join(chance.choices(pool, k=chance.randint(2, 8))) for _ in range(count)]


def main() -> None:
    """Measures and prints."""
    content = json.loads(Path(os.environ.get("NAMES_FILE") or "var/names.json").read_text("utf-8"))
    forms = [form for name in content["names"] for form in name["forms"]]
    more = made(forms, NAMES - len(content["names"]), Random(7))
    content["names"] += [
        {"text": fold(form), "forms": [form], "slugs": [f"made-{number // PER_PROCEDURE}"], "context": False}
        for number, form in enumerate(more)
    ]
    started = time.process_time()
    index = Names(content)
    print(f"{len(content['names'])} names built in {time.process_time() - started:.1f} s")
    exact, whole = [], []
    for row in read_set("dev"):
        typed = meant([row["text"][span.start : span.end] for span in words(row["text"])])
        folded = [fold(word) for word in typed]
        if not folded:
            continue
        pieces = pieces_of(folded, typed, lambda word: (word,))
        started = time.process_time()
        index._word_for_word(pieces)
        exact.append(time.process_time() - started)
        started = time.process_time()
        index.find(folded, typed)
        whole.append(time.process_time() - started)
    for what, taken in (("word for word", exact), ("with near ones", whole)):
        print(f"{what:<16} p50 {1000 * median(taken):.2f} ms, p95 {1000 * quantiles(taken, n=20)[18]:.2f} ms")
    del index
    publish(content)


def publish(content: dict[str, Any]) -> None:
    """Publishes one procedure of two names after the other, each in place of the one before."""
    taken, memory = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.json"
        live = LiveNames(FileSource(path), content, 1.0)
        shipped = content["names"]
        for number in range(PUBLISHED):
            words = [f"nuoi ong {number} lay mat", f"to ong so {number} q{number}x"]
            new = [{"text": each, "forms": [each], "slugs": ["bees"], "context": False} for each in words]
            text = json.dumps({**content, "version": str(number), "names": [*shipped, *new]}, ensure_ascii=False)
            path.with_suffix(".new").write_text(text, "utf-8")
            path.with_suffix(".new").replace(path)
            del text
            started = time.process_time()
            live.look()
            found = [name.slugs for each in words for name in live.current.find(each.split())]
            taken.append(time.process_time() - started)
            if found != [("bees",)] * 2:
                raise RuntimeError(f"{words} are found as {found}")
            gc.collect()
            memory.append(kept_megabytes())
    print(f"a new name found p50 {1000 * median(taken):.0f} ms, p95 {1000 * quantiles(taken, n=20)[18]:.0f} ms")
    kept, last = (median(some) for some in (memory[PUBLISHED // 5 : 2 * PUBLISHED // 5], memory[-PUBLISHED // 5 :]))
    print(f"memory after {PUBLISHED} publications: {last:.0f} MB, {last - kept:+.1f} MB since the first third")


if __name__ == "__main__":
    main()
