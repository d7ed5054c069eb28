"""A whole draft in words, for somebody who never saw its form: parts, their rows, every field that says something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.web.editing import said
from bot.web.editing.content import rows_in, seen, whole
from bot.web.editing.shape import PARTS, fields_of, is_list
from bot.web.editing.state import is_new, register_of
from procedures.drafts import Draft

Told = Sequence[tuple[str, str]]
OF_THE_SYSTEM = ("id", "related", "inherits_from")
"""Fields that hold slugs and ids, which say nothing to an expert."""


@dataclass(frozen=True)
class RowInWords:
    """A row; ``number`` is None for a part that is no list."""

    number: int | None
    seen: str
    details: Told


@dataclass(frozen=True)
class PartInWords:
    """A part, and the fields of its rows by name and label."""

    part: str
    name: str
    rows: Sequence[RowInWords]
    fields: Told


def in_words(draft: Draft, lang: str) -> list[PartInWords]:
    """The parts that say anything."""
    register, content = register_of(draft), draft.content
    found = []
    for part in ("entries",) if register else PARTS:
        rows: Sequence[tuple[int | None, Mapping[str, Any]]]
        rows = [*enumerate(rows_in(content, part))] if is_list(part) else [(None, whole(content, part))]
        told = []
        for number, row in rows:
            details = _details(part, row, lang, register)
            if part == "guide.questions":
                details += [(said.word(lang, "tree.answer"), _answer(each, lang)) for each in row.get("options") or []]
            if details:
                told.append(RowInWords(number, seen(row), details))
        if told:
            fields = [each for each in fields_in_words(draft, part, lang) if each[0] not in OF_THE_SYSTEM]
            found.append(PartInWords(part, said.part_name(part, lang), told, fields))
    return found


def fields_in_words(draft: Draft, part: str, lang: str) -> Told:
    """The fields of a part's rows: name and label."""
    fields = fields_of(part, register_of(draft), is_new=is_new(draft))
    return [(each.name, said.label(part, each.name, lang)) for each in fields]


@dataclass(frozen=True)
class QuestionInWords:
    """The question whose answers a part holds."""

    number: int
    title: str


def question_of(content: Mapping[str, Any], part: str, lang: str) -> QuestionInWords | None:
    """Of a part of answers; None for every other."""
    if not part.endswith(".options"):
        return None
    number = int(part.split(".")[2])
    return QuestionInWords(number, said.title("", rows_in(content, "guide.questions")[number], lang))


def _details(part: str, row: Mapping[str, Any], lang: str, register: str | None) -> list[tuple[str, str]]:
    """Without what only the system needs."""
    fields = [each for each in fields_of(part, register) if each.name not in OF_THE_SYSTEM]
    told = [(said.label(part, each.name, lang), said.value(part, each, row.get(each.name), lang)) for each in fields]
    return [(label, text) for label, text in told if text]


def _answer(option: Mapping[str, Any], lang: str) -> str:
    """An answer of a guide and where it leads."""
    return f"{said.title('', option, lang)} → {option.get('next', '')}"
