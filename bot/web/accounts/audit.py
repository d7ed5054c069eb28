"""The log of what people did: written in the transaction that did it, never changed afterwards.

A personal number in it could never be erased, so whatever is written has them hidden here, whoever calls.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.web.accounts.models import AuditEntry
from bot.web.intake.hide import hide
from procedures.calendar import now

SECRETS = frozenset({"password", "password_hash", "totp_sealed", "secret", "token", "code", "csrf"})
"""Keys that never stand in the log."""
_DIGEST = re.compile(r"[0-9a-f]{64}|motcua-[0-9a-f]{16}")
"""Names a version of a register, or a model; some of its digits look like a number of somebody."""


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

    Personal numbers in the values and the reason are hidden.
    Raises ValueError for a secret in them. The caller commits.
    """
    for values in (before, after):
        if values and SECRETS & set(values):
            raise ValueError("a secret must not stand in the log")
    kind, number = what
    entry = AuditEntry(
        at=now(), account_id=who.account_id, action=action, object_kind=kind, object_id=str(number),
        before=_hidden(before), after=_hidden(after), reason=hide(reason), address_id=who.address_id,
    )  # fmt: skip
    session.add(entry)


def _hidden(value: Any) -> Any:
    """The same as JSON holds it, with the numbers hidden in each text. A moment says nothing about anybody."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str):
        return value if _DIGEST.fullmatch(value) else hide(value)
    if isinstance(value, Mapping):
        return {name: _hidden(each) for name, each in value.items()}
    return [_hidden(each) for each in value] if isinstance(value, list | tuple) else value
