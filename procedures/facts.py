"""What a citizen has told about the case in hand: coarse facts, none of which names a person."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, get_args

from procedures.base import Channel, ForWhom, Group, Occasion

FOR_WHOM: tuple[str, ...] = get_args(ForWhom)
GROUPS: tuple[str, ...] = get_args(Group)
CHANNELS: tuple[str, ...] = get_args(Channel)
OCCASIONS: tuple[str, ...] = get_args(Occasion)
HIGHEST_LEVEL = 2
OLDEST = 130
"""Years; an age beyond it was misread."""


@dataclass(frozen=True)
class Facts:
    """The case as far as it was told; None and the empty set are «not told». Values are those of ``record.When``.

    Age, groups and level are those of the person for whom it is done.
    """

    for_whom: str | None = None
    age: int | None = None
    groups: frozenset[str] = frozenset()
    level: int | None = None
    province: str | None = None
    """Key of ``procedures/text/provinces.json``: "nghe-an"."""
    channel: str | None = None
    occasion: str | None = None

    def __bool__(self) -> bool:
        return self != NOTHING

    def to_json(self) -> dict[str, Any]:
        """What was told, as plain values; empty where nothing was."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        told["groups"] = sorted(self.groups)
        return {name: value for name, value in told.items() if value not in (None, [])}

    @classmethod
    def from_json(cls, told: object) -> "Facts":
        """The facts of ``to_json``. What can't be read, as from an older version, counts as not told."""
        if not isinstance(told, Mapping):
            return NOTHING
        groups = told.get("groups")
        return cls(
            for_whom=_one(told.get("for_whom"), FOR_WHOM),
            age=_whole(told.get("age"), 0, OLDEST),
            groups=frozenset(group for group in groups if group in GROUPS) if isinstance(groups, list) else frozenset(),
            level=_whole(told.get("level"), 1, HIGHEST_LEVEL),
            province=province if isinstance(province := told.get("province"), str) and province else None,
            channel=_one(told.get("channel"), CHANNELS),
            occasion=_one(told.get("occasion"), OCCASIONS),
        )


def _one(value: object, known: tuple[str, ...]) -> str | None:
    return value if isinstance(value, str) and value in known else None


def _whole(value: object, least: int, most: int) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most else None


NOTHING = Facts()
"""Nothing was told."""
