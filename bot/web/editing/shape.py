"""Which fields a part of a record has, read off the record's own form (``procedures.record``): one description for all.

A **part** is what one page edits: ``general``, ``guide``, or a list of rows such as ``fees``, ``guide.questions``,
``guide.questions.2.options``; of a register ``entries``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from procedures.guides.model import Guide, Names, Option, Outcome, Question, Told
from procedures.publishing.files import REGISTERS
from procedures.record import SECTIONS, Aliases, Record, When, Words
from procedures.text.provinces import PROVINCES

Kind = Literal["words", "text", "day", "number", "choice", "choices", "flag", "lines", "phrases", "facts"]
_LONG = ("text", "summary", "remedy", "help", "about")
"""Fields of words that need more than a line."""
_ROWS = {**dict.fromkeys(SECTIONS, Record), "names": Record, "codes": Record}
_OTHER: dict[str, type[BaseModel]] = {
    "general": Record, "guide": Guide, "guide.questions": Question, "guide.outcomes": Outcome,
}  # fmt: skip
_OPTIONS = re.compile(r"guide\.questions\.(\d{1,3})\.options")
GENERAL = ("field", "agency", "summary", "differs", "aliases", "short_names", "related", "inherits_from", "checked_on",
           "check_by")  # fmt: skip
"""Fields of a record that are no rows; a new one has ``slug`` and ``family`` before them."""
_FIRST = ("vi", "en", "text", "title", "amount", "value", "unit", "code")
_LAST = ("when", "condition", "from", "to", "basis", "sources", "certain")
_MIDDLE = len(_FIRST)
_RANK = {name: at for at, name in enumerate(_FIRST)} | {name: _MIDDLE + 1 + at for at, name in enumerate(_LAST)}
"""The order on the page; fields that are named in neither stand between, as the record has them."""
PARTS = ("general", "names", "codes", *SECTIONS, "guide", "guide.questions", "guide.outcomes")


@dataclass(frozen=True)
class Field:
    """One field of a form. ``choices`` of choice and choices; ``inside``: the fields of facts."""

    name: str
    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()
    inside: tuple["Field", ...] = ()
    long: bool = False
    default: Any = field(default=None, compare=False)


def is_list(part: str) -> bool:
    """Whether the part is a list of rows."""
    return part not in ("general", "guide")


def model_of(part: str, register: str | None = None) -> type[BaseModel] | None:
    """The form of a row of the part, or of the part itself; None for an unknown part."""
    if register is not None:
        return REGISTERS.get(register) if part == "entries" else None
    if part in _ROWS:
        return _row_model(Record, part)
    return Option if _OPTIONS.fullmatch(part) else _OTHER.get(part)


def fields_of(part: str, register: str | None = None, *, is_new: bool = False) -> tuple[Field, ...]:
    """The fields of a row of the part, or of the part itself, in the order of the page."""
    model = model_of(part, register)
    if model is None:
        return ()
    if part == "general":
        return _some(model, (("slug", "family") if is_new else ()) + GENERAL)
    if part == "guide":
        return _some(model, ("title", "names"))
    return _all(model)


def path_of(part: str) -> tuple[str | int, ...]:
    """Where the part stands in a draft's content; of general the content itself."""
    if part == "general":
        return ()
    return tuple(int(step) if step.isdecimal() else step for step in part.split("."))


def part_of(place: tuple[str | int, ...]) -> tuple[str, int | None, str]:
    """The part, the row and the field (with dots) that a place of ``procedures.problems`` stands for."""
    if not place:
        return "general", None, ""
    named = [str(step) for step in place]
    if named[0] == "guide":
        if len(place) > 4 and named[1] == "questions" and named[3] == "options" and isinstance(place[4], int):
            return ".".join(named[:4]), place[4], ".".join(named[5:])
        if len(place) > 2 and isinstance(place[2], int):
            return ".".join(named[:2]), place[2], ".".join(named[3:])
        return (".".join(named[:2]), None, "") if named[1:2] in (["questions"], ["outcomes"]) else (
            "guide", None, ".".join(named[1:]))  # fmt: skip
    if named[0] in _ROWS or named[0] == "entries":
        number = place[1] if len(place) > 1 and isinstance(place[1], int) else None
        return named[0], number, ".".join(named[2:])
    return "general", None, ".".join(named)


@cache
def _all(model: type[BaseModel]) -> tuple[Field, ...]:
    made = [_field(name, model) for name in model.model_fields if name != "options"]
    return tuple(sorted(made, key=lambda each: _RANK.get(each.name, _MIDDLE)))


@cache
def _some(model: type[BaseModel], names: tuple[str, ...]) -> tuple[Field, ...]:
    return tuple(_field(name, model) for name in names)


def _field(name: str, model: type[BaseModel]) -> Field:
    info = model.model_fields[name]
    kind, choices, inside = _kind(info.annotation)
    if name == "province":
        kind, choices = "choice", tuple(PROVINCES)
    default = None if info.default is PydanticUndefined else info.default
    if isinstance(default, BaseModel):
        default = None
    return Field(
        info.alias or name, kind, required=info.is_required(), choices=choices, inside=inside, long=name in _LONG,
        default=default,
    )  # fmt: skip


def _kind(annotation: Any) -> tuple[Kind, tuple[str, ...], tuple[Field, ...]]:
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return _kind(next(part for part in get_args(annotation) if part is not NoneType))
    if origin is Annotated:
        return _kind(get_args(annotation)[0])
    if origin is Literal:
        return "choice", tuple(map(str, get_args(annotation))), ()
    if origin is tuple:
        kind, choices, _ = _kind(get_args(annotation)[0])
        return ("choices" if kind == "choice" else "lines"), choices, ()
    if annotation in (When, Told):
        return "facts", (), _all(annotation)
    simple: Mapping[Any, Kind] = {
        Words: "words", Aliases: "phrases", Names: "phrases", date: "day", int: "number", bool: "flag",
    }  # fmt: skip
    return simple.get(annotation, "text"), (), ()


def _row_model(model: type[BaseModel], name: str) -> type[BaseModel]:
    """The form of what stands in a tuple of rows."""
    annotation = model.model_fields[name].annotation
    if get_origin(annotation) is not tuple:
        annotation = next(part for part in get_args(annotation) if part is not NoneType)
    row: type[BaseModel] = get_args(annotation)[0]
    return row
