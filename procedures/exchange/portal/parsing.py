"""From what stands in the file to a ``PortalRecord``: what has not the form of the layout is told."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from procedures.exchange.portal.layout import Basis, Method, Paper, PortalRecord

SHORT = 80
"""So much of a value is told."""
_NOTHING_THERE = {"missing": "is missing", "string_too_short": "is empty"}


def problem(field: str, value: object, why: str) -> dict[str, str]:
    """What is told of a field that could not be read."""
    text = " ".join(str(value).split())
    return {"field": field, "value": text if len(text) <= SHORT else f"{text[: SHORT - 1]}…", "why": why}


def parse(raw: Mapping[str, Any]) -> tuple[PortalRecord | None, list[dict[str, str]]]:
    """The record without what is not sound in it, and what that was; None where code or name are not sound."""
    left = deepcopy(dict(raw))
    problems: list[dict[str, str]] = []
    while True:
        try:
            return PortalRecord.model_validate(left), problems
        except ValidationError as error:
            found = error.errors()
        places = set()
        for each in found:
            problems.append(problem(".".join(map(str, each["loc"])), each["input"], _why(each["type"], each["msg"])))
            # A part without what it needs goes as a whole; else only the field.
            places.add(each["loc"][:2] if each["type"] in _NOTHING_THERE else each["loc"])
        if any(place[0] in _names("code", "name") for place in places):
            return None, problems
        for place in sorted(places, key=lambda place: [str(step).zfill(6) for step in place], reverse=True):
            _drop(left, place)


def _drop(value: Any, place: tuple[str | int, ...]) -> None:
    for step in place[:-1]:
        key = step if not isinstance(value, dict) or step in value else _alias(value, step)
        value = value[key]
    last: Any = place[-1]
    if isinstance(value, list):
        del value[last]
    else:
        value.pop(last if last in value else _alias(value, last), None)


def _alias(value: Mapping[str, Any], name: str | int) -> Any:
    return next((key for key in _names(str(name)) if key in value), name)


def _names(*fields: str) -> set[str]:
    """The fields under every name that they are read by."""
    names = set(fields)
    for part in (PortalRecord, Method, Paper, Basis):
        for field in fields:
            alias = part.model_fields[field].validation_alias if field in part.model_fields else None
            names |= {str(choice) for choice in getattr(alias, "choices", ())}
    return names


def _why(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "the layout has no such field"
    return _NOTHING_THERE.get(kind, message)
