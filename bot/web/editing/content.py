"""A draft's content as a tree of parts and rows: to look at one, to make a changed copy."""

import copy
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from bot.web.editing.errors import NoSuchThing
from bot.web.editing.shape import is_list, path_of

MOST_ROWS = 300
"""In one list; no procedure has so many papers."""


def rows_in(content: Mapping[str, Any], part: str) -> list[dict[str, Any]]:
    """The rows of a list; none where the part is missing. Raises NoSuchThing where it cannot be."""
    found: Any = content
    for step in path_of(part):
        if isinstance(step, int):
            if step >= len(found or ()):
                raise NoSuchThing
            found = found[step]
        else:
            found = found.get(step) if isinstance(found, Mapping) else None
    return list(found or [])


def whole(content: Mapping[str, Any], part: str) -> dict[str, Any]:
    """The part that is no list: the record, or its guide."""
    return dict(content) if part == "general" else dict(content.get(part) or {})


def with_rows(content: Mapping[str, Any], part: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A copy with these rows in the part; an empty list of a section is left out."""
    if len(rows) > MOST_ROWS:
        raise NoSuchThing
    made: dict[str, Any] = copy.deepcopy(dict(content))
    *way, last = path_of(part)
    inside: Any = made
    for step in way:
        inside = inside[step] if isinstance(step, int) else inside.setdefault(step, {})
    inside[last] = rows
    if not rows and len(way) == 0:
        del inside[last]
    return made


def with_whole(content: Mapping[str, Any], part: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """A copy with this value as the part."""
    assert not is_list(part)
    if part == "general":
        return copy.deepcopy(dict(value))
    made = copy.deepcopy(dict(content))
    made[part] = copy.deepcopy(dict(value))
    if not value:
        del made[part]
    return made


def seen(value: Any) -> str:
    """A short name of what a row says: a form brings it back, so that nobody overwrites what they did not see."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]
