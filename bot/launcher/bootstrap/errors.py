"""What can go wrong in the set-up, each as one sentence for the person at the keyboard."""

from __future__ import annotations

import re

_FULL = re.compile(r"no space left on device|errno 28|os error 28|disk quota exceeded", re.IGNORECASE)
_LOCK = re.compile(
    r"hash(es)? mismatch|do not match the hashes|unexpected .+, expected|couldn't parse|failed to parse|must be pinned|"
    r"requires `==` to pin|in `?--require-hashes`? mode|unable to compute hash|no solution found|"
    r"no matching distribution",
    re.IGNORECASE,
)
_NETWORK = re.compile(
    r"error sending request|dns error|failed to (fetch|download)|connection (refused|reset|error)|timed? ?out|"
    r"name resolution|from versions: none|new connection|max retries|network is unreachable|client error|proxy|"
    r"could not fetch url|tls|certificate",
    re.IGNORECASE,
)

NEEDED_GB = 5
"""Gigabytes that the two environments and their downloads take, rounded up."""


class SetupError(Exception):
    """The set-up cannot go on; the message is one whole sentence with what to do."""


class StepFailed(SetupError):
    """A command ended with an error; ``output`` is what it printed."""

    def __init__(self, sentence: str, output: str) -> None:
        super().__init__(sentence)
        self.output = output


def disk_full() -> str:
    """The sentence for a disk without room."""
    return "The disk is full: free about %d GB and run the same command again." % NEEDED_GB


def explain(title: str, output: str, lock: str | None = None) -> str:
    """One sentence for what a failed command printed; ``lock`` is the lock file it was working from."""
    if _FULL.search(output):
        return disk_full()
    if lock and _LOCK.search(output):
        return f"The lock {lock} is broken or does not fit this machine: bring it back with `git checkout {lock}`."
    if _NETWORK.search(output):
        return f"{title} failed because the package registry could not be reached: check the network and try again."
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    last = f" ({lines[-1][:200]})" if lines else ""
    return f"{title} failed{last}; the whole output is in .tools/setup.log."
