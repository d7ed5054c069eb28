"""The roles that an account may have."""

from collections.abc import Iterable
from typing import Literal, get_args

Role = Literal["staff", "team_lead", "editor", "approver", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""In the order in which pages list them."""
WITH_SECOND_FACTOR: frozenset[str] = frozenset({"team_lead", "approver", "admin"})
"""Whoever can reach many citizens' data or what all citizens read needs a second factor."""


def known(roles: Iterable[str]) -> list[str]:
    """Those that exist, each once, in the order of ROLES."""
    given = set(roles)
    return [role for role in ROLES if role in given]
