"""The log of what people did: written in the transaction that did it, never changed afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from bot.web.accounts.models import AuditEntry
from procedures.calendar import now

SECRETS = frozenset({"password", "password_hash", "totp_sealed", "secret", "token", "code", "csrf"})
"""Keys that never stand in the log."""


@dataclass(frozen=True)
class Who:
    """Whoever acts: an account (None: the system, or nobody signed in) from an opaque address (``Edge.address_id``)."""

    account_id: int | None = None
    address_id: str | None = None


SYSTEM = Who()


def write(
    session: Session,
    who: Who,
    action: str,
    what: tuple[str, object],
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """One row. ``what`` is (kind, id) of the object, ``before`` and ``after`` hold only what changed.

    Raises ValueError for a secret in them. The caller commits.
    """
    for values in (before, after):
        if values and SECRETS & set(values):
            raise ValueError("a secret must not stand in the log")
    kind, number = what
    entry = AuditEntry(
        at=now(), account_id=who.account_id, action=action, object_kind=kind, object_id=str(number),
        before=dict(before) if before is not None else None, after=dict(after) if after is not None else None,
        reason=reason, address_id=who.address_id,
    )  # fmt: skip
    session.add(entry)
