"""``python -m tests.bench.sketch_heldout``: writes the sketches of the held-out messages, bot/web/learning/heldout.txt.

Run it when the held-out set has changed; a test says so. It prints and writes no text of the set.
"""

from pathlib import Path

import yaml

from bot.web.learning.heldout import BITS, FILE, sketch
from bot.web.learning.nearness import SHORT, plain

HELD_OUT = Path("tests/nlu/heldout")


def sketches() -> list[str]:
    """One for each message that is not short, in an order that tells nothing."""
    rows = [row for path in sorted(HELD_OUT.glob("*.yml")) for row in yaml.safe_load(path.read_text("utf-8"))]
    words = {plain(row["text"]) for row in rows}
    return sorted(f"{sketch(each):0{BITS // 4}x}" for each in words if len(each) > SHORT)


def main() -> None:
    """Writes the file and says how many there are."""
    lines = sketches()
    FILE.write_text("\n".join(lines) + "\n", encoding="ascii")
    print(f"{FILE}: {len(lines)} sketches")


if __name__ == "__main__":
    main()
