"""The token that stands in every form of staff: it differs on every page, though the session has only one.

Pages are compressed; a secret that is the same on every page could be guessed from their lengths (BREACH), so it is
mixed with random bytes each time.
"""

import base64
import binascii
import hmac
import secrets


def masked(token: str) -> str:
    """The session's token as it stands in a page."""
    plain = token.encode()
    pad = secrets.token_bytes(len(plain))
    return base64.urlsafe_b64encode(pad + _mix(plain, pad)).decode()


def fits(given: str, token: str) -> bool:
    """Whether a form brought a masked form of the session's token."""
    try:
        raw = base64.b64decode(given.encode("ascii", "replace"), altchars=b"-_", validate=True)
    except binascii.Error:
        return False
    half = len(raw) // 2
    return hmac.compare_digest(_mix(raw[half:], raw[:half]), token.encode()) and len(raw) % 2 == 0


def _mix(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=False))
