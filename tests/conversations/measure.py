"""Which conversations go as written with one model: ``python -m tests.conversations.measure <model> <out.json>``.

Starts a system of its own with exactly that model, in a temporary folder. Prints ``progress <percent>`` for whoever
waits. A conversation that fails is tried once more, because a busy machine may answer too late.
"""

import json
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.conversations.running import conversations, hold
from tests.stack import ROOT, Stack, start_tied

SIGN_EVERY = 10
"""Conversations between two signs of progress."""
TRIES = 2
ANSWERING = (
    "*.yml", "tests/conversations/*.py", "tests/conversations/*.yml",
    *(f"{folder}/**/*.{end}" for folder in ("actions", "bot", "procedures") for end in ("py", "yml", "json")),
)  # fmt: skip
MANY = {"RATE_NEW_CONVERSATIONS": "6000/minute", "RATE_ADDRESS": "60000/minute"}
"""All conversations come from one address."""


def main() -> None:
    """Measures and writes."""
    model, out = Path(sys.argv[1]), Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as state:
        stack = start_tied(Path(state), MODEL_FILE=str(model), **MANY)
        try:
            went = measured(stack)
        finally:
            stack.stop()
    out.write_text(json.dumps({"of": digest(), "went": went}, ensure_ascii=False), encoding="utf-8")


def measured(stack: Stack) -> dict[str, bool]:
    """Each conversation by name, and whether it went as written."""
    went, all_of_them = {}, conversations()
    for number, (name, conversation) in enumerate(all_of_them.items()):
        if number % SIGN_EVERY == 0:
            print(f"progress {100 * number // len(all_of_them)}", flush=True)
        tries = 1 if "known_gap" in conversation else TRIES
        went[name] = any(_goes(stack, conversation) for _ in range(tries))
    return went


def digest(root: Path = ROOT) -> str:
    """16 hex digits that change with the conversations and with all that answers them beside the model."""
    total = sha256()
    for path in sorted(path for place in ANSWERING for path in root.glob(place)):
        total.update(f"{path.relative_to(root)}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()[:16]


def _goes(stack: Stack, conversation: dict[str, Any]) -> bool:
    try:
        hold(stack, conversation)
    except (AssertionError, OSError):  # OSError: no answer at all
        return False
    return True


if __name__ == "__main__":
    main()
