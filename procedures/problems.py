"""What keeps a draft from being published: the rules by which the catalog's files are checked, for one record.

Each problem has its field and a code; whoever shows it says it in words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from procedures import registers
from procedures.lookup import live_record
from procedures.models import KnownName, Procedure
from procedures.publishing.files import REGISTERS
from procedures.publishing.guide_ends import conditions
from procedures.publishing.loose_ends import loose
from procedures.record import SECTIONS, Law, Record, Row
from procedures.text import fold

Place = tuple[str | int, ...]
FIGURE = re.compile(r"\d[\d.,]*\s?(đ(?!\w)|đồng|VND|ngày|tháng|(working )?days|months|%)")
"""An amount or a time: in a summary it would go out of date unseen."""
WITHOUT_SMARTPHONE = frozenset({"counter", "phone", "post"})


@dataclass(frozen=True)
class Problem:
    """One problem. ``place``: the field as pydantic names it, ``("fees", 0, "amount")``."""

    place: Place
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


def record_problems(
    session: Session, content: Mapping[str, Any], *, is_new: bool = False
) -> tuple[Record | None, list[Problem]]:
    """The record that the content stands for (None where its form is not sound), and everything wrong with it."""
    try:
        record = Record.model_validate(content)
    except ValidationError as error:
        return None, _of_form(error)
    records = _Known(session, record)
    found = [*_rows(record, registers.laws(session), set(registers.sources(session)))]
    found += [*_guide(record, records), *_record(record, records, is_new), *_names(session, record)]
    return record, found


def register_problems(name: str, content: Mapping[str, Any]) -> tuple[list[BaseModel], list[Problem]]:
    """The entries of a register, and everything wrong with them."""
    entries: list[BaseModel] = []
    found: list[Problem] = []
    for number, entry in enumerate(content.get("entries") or ()):
        try:
            entries.append(REGISTERS[name].model_validate(entry))
        except ValidationError as error:
            found += [Problem(("entries", number, *each.place), each.code, each.values) for each in _of_form(error)]
    keys = [_key(entry) for entry in entries]
    for number, key in enumerate(keys):
        if key in keys[:number]:
            found.append(Problem(("entries", number), "entry_twice", {"value": key}))
    return entries, found


def _of_form(error: ValidationError) -> list[Problem]:
    found = []
    for each in error.errors():
        place, code = tuple(each["loc"]), each["type"]
        context = each.get("ctx", {})
        if code == "guide":
            for mistake in context["mistakes"]:
                found.append(Problem((*place, *mistake.place), mistake.code, {"value": mistake.value}))
            continue
        value = "" if isinstance(each["input"], dict | list | tuple) else str(each["input"])[:60]
        limits: dict[str, object] = {
            name: context[name] for name in ("ge", "le", "min_length", "max_length") if name in context
        }
        found.append(Problem(place, code, {"value": value, **limits}))
    return found


def _rows(record: Record, laws: Mapping[str, Law], sources: set[str]) -> Iterator[Problem]:
    for section in SECTIONS:
        rows: Sequence[Row] = getattr(record, section) or ()
        for number, row in enumerate(rows):
            for end, key in loose(row, laws, sources):
                yield Problem((section, number, *end), f"unknown_{end[0]}", {"value": key})
            starts = [start for title in row.basis if title in laws and (start := laws[title].from_)]
            if row.from_ and starts and row.from_ < max(starts):
                yield Problem((section, number, "from"), "before_its_law", {"day": max(starts)})


def _guide(record: Record, records: "_Known") -> Iterator[Problem]:
    for at, outcome in enumerate(record.guide.outcomes if record.guide else ()):
        place: Place = ("guide", "outcomes", at)
        target = records.get(outcome.procedure)
        if target is None:
            yield Problem((*place, "procedure"), "unknown_record", {"value": outcome.procedure})
            continue
        known = conditions(target) | conditions(records.get(target.inherits_from or ""))
        for number, words in enumerate(outcome.leave_out):
            if words not in known:
                yield Problem((*place, "leave_out", number), "unknown_condition", {"value": words})


def _record(record: Record, records: "_Known", is_new: bool) -> Iterator[Problem]:
    if is_new and records.exists(record.slug):
        yield Problem(("slug",), "slug_taken", {"value": record.slug})
    parent = records.get(record.inherits_from or "") if record.inherits_from else None
    if record.inherits_from and (parent is None or parent.inherits_from):
        yield Problem(("inherits_from",), "unknown_parent", {"value": record.inherits_from})
    for name in ("summary", "differs"):
        words = getattr(record, name)
        for lang in ("vi", "en"):
            figure = FIGURE.search(getattr(words, lang) or "") if words else None
            if figure:
                yield Problem((name, lang), "figure", {"value": figure[0]})
    if record.steps and not WITHOUT_SMARTPHONE & {step.channel for step in record.steps}:
        yield Problem(("steps",), "only_online")
    if record.slug in record.related:
        yield Problem(("related",), "related_to_itself")


def _names(session: Session, record: Record) -> Iterator[Problem]:
    """A name of another procedure would make the bot ask which is meant; a code leads to one procedure only."""
    others = select(KnownName.folded, KnownName.slug).where(KnownName.slug != record.slug)
    taken = {
        row.folded: row.slug for row in session.execute(others.where(KnownName.kind.in_(("name", "alias", "code"))))
    }
    for lang in ("vi", "en"):
        for number, alias in enumerate(getattr(record.aliases, lang)):
            if not fold(alias):
                yield Problem(("aliases", lang, number), "empty_alias")
    for number, name in enumerate(record.names):
        if fold(name.vi) in taken:
            yield Problem(("names", number, "vi"), "name_taken", {"value": taken[fold(name.vi)]})
    for number, code in enumerate(record.codes):
        if not record.inherits_from and not code.old and code.code in taken:
            yield Problem(("codes", number, "code"), "code_taken", {"value": taken[code.code]})


class _Known:
    """Live records by slug, this one among them as it is proposed."""

    def __init__(self, session: Session, own: Record):
        self._session, self._own = session, own

    def get(self, slug: str) -> Record | None:
        return self._own if slug == self._own.slug else live_record(self._session, slug)

    def exists(self, slug: str) -> bool:
        return self._session.scalar(select(Procedure.live_version).where(Procedure.slug == slug)) is not None


def _key(entry: BaseModel) -> str:
    """What a register's entry is known by."""
    return next(str(getattr(entry, name)) for name in ("title", "key", "id", "family") if hasattr(entry, name))
