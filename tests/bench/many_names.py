"""What a search in as many names costs as a whole country has: ``python -m tests.bench.many_names`` (sealed side).

26,000 made-up names, of the words of the real ones (NAMES_FILE, else var/names.json), beside those; messages of the dev
set. Prints the time to build the index, and of one search word for word, and with the near ones.
"""

import json
import os
import time
from pathlib import Path
from random import Random
from statistics import median, quantiles

from bot.nlu.names import Names
from bot.nlu.pieces import pieces_of
from bot.nlu.words import words
from procedures.text import fold
from procedures.text.typing import meant
from tests.bench.understanding import read_set

NAMES = 26_000
PER_PROCEDURE = 4


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
        index._exact(pieces)
        exact.append(time.process_time() - started)
        started = time.process_time()
        index.find(folded, typed)
        whole.append(time.process_time() - started)
    for what, taken in (("word for word", exact), ("with near ones", whole)):
        print(f"{what:<16} p50 {1000 * median(taken):.2f} ms, p95 {1000 * quantiles(taken, n=20)[18]:.2f} ms")


if __name__ == "__main__":
    main()
