"""One-time codes and passwords offered in a message. The bot never needs them; nobody may keep them."""

import re

from procedures.text import FILLER, Span, blank_known

_OTP = re.compile(
    r"\b(?:otp|mã\s+xác\s+(?:thực|nhận|minh)|ma\s+xac\s+(?:thuc|nhan|minh)"
    r"|verification\s+code|one[- ]time\s+(?:code|pass\w*))\b"
    rf"[^\d{FILLER}]{{0,25}}(?<![\w.])(?P<secret>\d(?:[ .-]?\d){{3,7}})(?!\d)",
    re.IGNORECASE,
)
_WORD = r"(?P<secret>[^\s,;]*[^\s,;.!?])"
_NAMED = r"(?:mật\s*khẩu|mat\s*khau|passcode|password|mã\s+pin|ma\s+pin|\bpin)\b"
_PASSWORD = re.compile(
    rf"{_NAMED}(?P<between>(?:\s+(?!(?:là|la|is)\b)[^\s:=]+){{0,4}}?)\s*(?:[:=]|\b(?:là|la|is)\b\s*:?)\s*{_WORD}",
    re.IGNORECASE,
)
# «mk» is also «mình»: only a colon makes it a password.
_SHORT = re.compile(rf"\b(?:mk|pass|pwd)\b(?:\s+[^\s:=]+){{0,3}}?\s*[:=]\s*{_WORD}", re.IGNORECASE)
# Without «is»: only what looks like a password, a letter and a digit or mark together, or a short run of digits.
_BARE_PASSWORD = re.compile(
    rf"(?:{_NAMED}|\b(?:mk|pass|pwd)\b(?:\s*(?:[:=]|là|la|is))?)\s+"
    r"(?P<secret>(?=\S*\d)(?=\S*[^\W\d]|\S*[@#$%^&*!_])\S{4,}|(?!(?:19|20)\d{2}(?!\d))\d{4,8}(?!\d))",
    re.IGNORECASE,
)
_NO_SECRET = frozenset(
    ("required", "needed", "incorrect", "correct", "forgotten", "invalid", "missing", "expired", "locked", "changed")
)
_LONG = 6
"""Letters from which a plain word counts as a password: shorter ones are words of the sentence."""


def find_secrets(text: str) -> list[Span]:
    """One-time codes (kind ``otp``) and passwords (kind ``password``) in the order they stand, not overlapping."""
    text = blank_known(text)  # a dossier's code or a hotline is no secret
    found = [_span("otp", match) for match in _OTP.finditer(text)]
    for pattern in (_PASSWORD, _SHORT, _BARE_PASSWORD):
        for match in pattern.finditer(text):
            span = _span("password", match)
            overlaps = any(span.start < other.end and other.start < span.end for other in found)
            if _looks_secret(span.value) and not overlaps:
                found.append(span)
    return sorted(found, key=lambda span: span.start)


def _looks_secret(word: str) -> bool:
    if FILLER in word:
        return False
    if any(not char.isalpha() for char in word):
        return len(word) >= 3
    return len(word) >= _LONG and word.isascii() and word.lower() not in _NO_SECRET


def _span(kind: str, match: re.Match[str]) -> Span:
    return Span(kind, match.start("secret"), match.end("secret"), match["secret"])
