"""From a form to a row of a draft and back. What cannot be read is kept as it was typed: the rules then name it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from bot.web.editing.shape import Field

LONGEST = 20_000
"""Signs of one field."""
_GROUPED = re.compile(r"\d{1,3}(?:[.,  ]\d{3})+")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class Form(Protocol):
    """A form as it came: the values of each name."""

    def getlist(self, key: str) -> Sequence[Any]:
        """All values of that name."""


def read(fields: Sequence[Field], form: Form, prefix: str = "") -> dict[str, Any]:
    """What the form says, as JSON of a record: without what is empty or as it is by default."""
    row: dict[str, Any] = {}
    for each in fields:
        value = _value(each, form, prefix + each.name)
        if value not in (None, "", [], {}) and not (value == each.default and each.kind in ("flag", "choice")):
            row[each.name] = value
    return row


def put(old: Mapping[str, Any], fields: Sequence[Field], typed: Mapping[str, Any]) -> dict[str, Any]:
    """The row with what was typed; what the form does not show stays."""
    shown = {each.name for each in fields}
    return {name: value for name, value in old.items() if name not in shown} | dict(typed)


def _value(each: Field, form: Form, name: str) -> Any:
    if each.kind in ("words", "phrases"):
        read_one = _text if each.kind == "words" else _lines
        both = {lang: read_one(form, f"{name}.{lang}") for lang in ("vi", "en")}
        return {lang: text for lang, text in both.items() if text}
    if each.kind == "facts":
        return read(each.inside, form, f"{name}.")
    if each.kind == "lines":
        return _lines(form, name)
    if each.kind == "choices":
        given = [str(value) for value in form.getlist(name)]
        return [choice for choice in each.choices if choice in given]
    if each.kind == "flag":
        return bool(_text(form, name))
    text = _text(form, name)
    if each.kind == "number":
        return _number(text)
    return _day(text) if each.kind == "day" else text


def _text(form: Form, name: str) -> str:
    given = [value for value in form.getlist(name) if isinstance(value, str)]
    return _clean(given[-1]) if given else ""


def _lines(form: Form, name: str) -> list[str]:
    """One a line or one a field; each once."""
    given = [value for value in form.getlist(name) if isinstance(value, str)]
    lines = [_clean(line) for value in given for line in value.splitlines()]
    return list(dict.fromkeys(line for line in lines if line))


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()[:LONGEST]


def _number(text: str) -> int | str | None:
    """«200.000» is a number as people write it."""
    plain = re.sub(r"\D", "", text) if _GROUPED.fullmatch(text) else text
    return (int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 12 else text) or (
        0 if plain == "0" else None
    )


def _day(text: str) -> str:
    """As the record writes it; a browser without a calendar sends what was typed."""
    found = _DAY.fullmatch(text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text
