"""Two versions side by side in words: which fields and rows were added, taken out or changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Literal

from rapidfuzz.fuzz import ratio

from bot.web.editing import said
from bot.web.editing.content import rows_in
from bot.web.editing.errors import NoSuchThing
from bot.web.editing.shape import PARTS, fields_of, is_list

ALIKE = 55.0
"""Rows at least so like each other (0 to 100) are one row that was changed, not two."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """One row (or the fields of a part that is no list). ``fields``: name, words before, words after."""

    kind: Literal["added", "removed", "changed", "moved"]
    title: str
    fields: Sequence[tuple[str, str, str]] = ()


@dataclass(frozen=True)
class Changed:
    """A part with what is different in it."""

    part: str
    name: str
    differences: Sequence[Difference] = field(default_factory=tuple)


def compare(
    before: Mapping[str, Any], after: Mapping[str, Any], lang: str, register: str | None = None
) -> list[Changed]:
    """The parts that differ, in the order of the desk."""
    parts = ["entries"] if register else [*PARTS[:-2], *_parts_of_guide(before, after)]
    found = []
    for part in parts:
        if is_list(part):
            differences = _lists(part, _rows(before, part), _rows(after, part), lang, register)
        else:
            olds, news = (
                (dict(content) if part == "general" else dict(content.get("guide") or {}))
                for content in (before, after)
            )
            fields = _fields(part, olds, news, lang, register)
            differences = [Difference("changed", "", fields)] if fields else []
        if differences:
            found.append(Changed(part, said.part_name(part, lang), differences))
    return found


def _parts_of_guide(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    most = max(len(_rows(content, "guide.questions")) for content in (before, after))
    return ["guide.questions", *(f"guide.questions.{at}.options" for at in range(most)), "guide.outcomes"]


def _rows(content: Mapping[str, Any], part: str) -> list[Row]:
    try:
        return rows_in(content, part)
    except NoSuchThing:  # a question that only the other version has
        return []


def _lists(part: str, olds: list[Row], news: list[Row], lang: str, register: str | None) -> list[Difference]:
    keys = [[repr(sorted(row.items(), key=str)) for row in rows] for rows in (olds, news)]
    found: list[Difference] = []
    gone: list[int] = []
    come: list[int] = []
    for tag, first, last, start, end in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag != "equal":
            gone += range(first, last)
            come += range(start, end)
    for new in come:
        row = news[new]
        best = max(gone, key=lambda old: _like(olds[old], row), default=None)
        if best is None or _like(olds[best], row) < ALIKE:
            found.append(_one("added", part, row, lang, register))
            continue
        gone.remove(best)
        fields = _fields(part, olds[best], row, lang, register)
        found.append(Difference("changed" if fields else "moved", said.title(part, row, lang), fields))
    return found + [_one("removed", part, olds[old], lang, register) for old in gone]


def _one(kind: Literal["added", "removed"], part: str, row: Row, lang: str, register: str | None) -> Difference:
    details = said.details(part, row, lang, register)
    fields = [(name, "", text) if kind == "added" else (name, text, "") for name, text in details]
    return Difference(kind, said.title(part, row, lang), fields)


def _fields(part: str, old: Row, new: Row, lang: str, register: str | None) -> list[tuple[str, str, str]]:
    found = []
    for each in fields_of(part, register, is_new=part == "general"):
        before, after = old.get(each.name), new.get(each.name)
        if before != after:
            words = [said.value(part, each, given, lang) for given in (before, after)]
            found.append((said.label(part, each.name, lang), words[0], words[1]))
    return found


def _like(old: Row, new: Row) -> float:
    """By their words; rows with the same id or code are the same."""
    for key in ("id", "code", "key"):
        if old.get(key) and old.get(key) == new.get(key):
            return 100.0
    return ratio(said.title("", old, "vi"), said.title("", new, "vi"))
