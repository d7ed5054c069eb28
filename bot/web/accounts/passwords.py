"""Passwords: long, not well known, kept as argon2id.

After NIST SP 800-63B: a length, a list of refused ones, no rules of composition, no change without cause, any sign of
Unicode (normalised with NFKC), nothing cut off. Hashing follows RFC 9106 (argon2id, the profile for less memory).
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from bot.web.accounts.errors import WeakPassword
from procedures.text import fold

SHORTEST, LONGEST = 12, 256
_ROWS = ("1234567890", "0987654321", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
"""Rows of the keyboard and of the alphabet."""
_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


def check_new(password: str, *own: str) -> None:
    """Raises WeakPassword. ``own`` is what is known of the person: login, name, e-mail."""
    plain = _normal(password)
    if len(plain) < SHORTEST:
        raise WeakPassword("short")
    if len(plain) > LONGEST:
        raise WeakPassword("long")
    if len(set(plain)) < 5 or any(plain.lower() in row * 8 for row in _ROWS):
        raise WeakPassword("common")
    core = _core(plain)
    if core and not _without(core, _common()):
        raise WeakPassword("common")
    mine = {_core(part) for text in own for part in (text, *re.split(r"[\s.@_-]+", text))}
    if core and not _without(core, _common() | {word for word in mine if len(word) > 2}):
        raise WeakPassword("own")


def hashed(password: str) -> str:
    """What is stored of a password."""
    return _HASHER.hash(_normal(password))


def fits(password: str, stored: str | None) -> bool:
    """Whether the password is the one. Takes as long where there is none, so that nobody learns who has an account."""
    try:
        _HASHER.verify(stored or _nobodys(), _normal(password)[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return bool(stored)


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _core(text: str) -> str:
    """The letters, without case and diacritics, digits and signs at the ends; within, digits that stand for letters."""
    within = re.sub(r"^[^a-z]+|[^a-z]+$", "", fold(text))
    return re.sub(r"[^a-z]+", "", within.translate(str.maketrans("013457@$", "oleastas")))


def _without(core: str, words: frozenset[str]) -> str:
    """What is left of it when the words are taken out, the longest first."""
    for word in sorted(words, key=len, reverse=True):
        core = core.replace(word, "")
    return core


@cache
def _common() -> frozenset[str]:
    lines = Path(__file__).with_name("common_passwords.txt").read_text("utf-8").splitlines()
    return frozenset(filter(None, (_core(line) for line in lines if not line.startswith("#"))))


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")
