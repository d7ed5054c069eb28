"""Who may read a conversation: whoever holds its token. Only the token's hash is kept."""

import hashlib
import hmac
import secrets


def new_token() -> str:
    """32 random bytes, URL-safe."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token. It is random and long, so a plain hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def fits(token: str, stored: str | None) -> bool:
    """Whether the token is the one; takes the same time for an unknown conversation (``stored`` None)."""
    return hmac.compare_digest(token_hash(token), stored or token_hash("")) and stored is not None


def request_hash(token: str, kind: str, value: str) -> str:
    """A digest by which the same request is recognised. Keyed, so that no number can be guessed back from the table."""
    request = f"{kind}:{value}".encode("utf-8", "replace")
    return hmac.new(token.encode("utf-8", "replace"), request, "sha256").hexdigest()
