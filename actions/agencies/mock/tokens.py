"""The mock's tokens for following a dossier, and what was changed in its samples while it runs."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

LASTS = timedelta(days=90)
"""How long a token opens its dossier, as the contract allows."""


class Tokens:
    """Each opens one dossier of one agency."""

    def __init__(self) -> None:
        self._opens: dict[str, tuple[str, str]] = {}

    def new(self, agency: str, code: str) -> dict[str, str]:
        """A token in the contract's form."""
        token = secrets.token_urlsafe(32)
        self._opens[token] = (agency, code)
        return {"token": token, "expires_at": (datetime.now(UTC) + LASTS).isoformat()}

    def opens(self, token: str, agency: str, code: str) -> bool:
        """Whether the token is that dossier's."""
        return self._opens.get(token) == (agency, code)

    def withdraw(self, token: str) -> None:
        """The token opens nothing any more."""
        self._opens.pop(token, None)

    def withdraw_all(self) -> None:
        """No token opens anything any more, as after a change of keys at the agency."""
        self._opens.clear()


class Changes:
    """Fields of answers that differ from the samples: the dossier has moved on."""

    def __init__(self) -> None:
        self._changed: dict[tuple[str, str], dict[str, Any]] = {}

    def set(self, agency: str, code: str, fields: dict[str, Any]) -> None:
        """From now on these fields of the dossier are so."""
        self._changed.setdefault((agency, code), {}).update(fields)

    def of(self, agency: str, code: str) -> dict[str, Any]:
        """What differs."""
        return self._changed.get((agency, code), {})
