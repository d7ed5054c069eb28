"""Whether words are too near a message that the bot is tested with, without holding any of those messages.

``heldout.txt`` has one line for each of them: a sketch of its trigrams, one bit of each of many min-hashes (b-bit
minwise hashing, Li and König 2010). Two sketches tell how alike two texts are; no text can be read off one. Made by
``python -m tests.bench.sketch_heldout``.
"""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from bot.web.learning.nearness import LEAST, SHORT, plain, trigrams

FILE = Path(__file__).with_name("heldout.txt")
BITS = 512
SLACK = 0.05
"""An estimate from so many bits errs by about 0.02 (standard deviation at 0.9): rather one example too few."""
_MASK = (1 << 64) - 1


def is_near(text: str) -> bool:
    """Whether the words say nearly the same as a held-out message; short everyday ones may stand in both sets."""
    words = plain(text)
    if len(words) <= SHORT:
        return False
    mine = sketch(words)
    return any(alike(mine, other) >= LEAST - SLACK for other in _sketches())


def sketch(words: str) -> int:
    """The sketch of folded words of at least three characters."""
    hashes = [int.from_bytes(blake2b(gram.encode(), digest_size=8).digest(), "big") for gram in trigrams(words)]
    bits = 0
    for number in range(BITS):
        factor, add = _numbers(number)
        bits |= (min((value * factor + add) & _MASK for value in hashes) >> 32 & 1) << number
    return bits


def alike(one: int, other: int) -> float:
    """The estimated Jaccard similarity of the trigrams of two texts, by their sketches."""
    return 1 - 2 * (one ^ other).bit_count() / BITS


@cache
def _numbers(number: int) -> tuple[int, int]:
    made = blake2b(f"sketch {number}".encode(), digest_size=16).digest()
    return int.from_bytes(made[:8], "big") | 1, int.from_bytes(made[8:], "big")


@cache
def _sketches() -> tuple[int, ...]:
    return tuple(int(line, 16) for line in FILE.read_text("ascii").split())
