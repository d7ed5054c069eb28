"""Finds what a catalog's parts name but the catalog does not hold: legal documents, sources, parents."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from procedures.publishing.guide_ends import guide_ends
from procedures.publishing.yaml_lines import Written
from procedures.record import SECTIONS, Notice, Record, Row


class Parts(Protocol):
    """A catalog: records by slug, registers by name."""

    records: dict[str, Record]
    registers: dict[str, list[Any]]


@dataclass(frozen=True)
class End:
    """A field that names what the catalog does not hold."""

    owner: str
    """The slug of a record, or the id of a notice."""
    place: tuple[str | int, ...]
    """The field; of a notice it begins with the id."""
    missing: str
    wrong: str
    in_notice: bool = False


def loose_ends(catalog: Parts, files: Mapping[str, Written]) -> list[str]:
    """A sentence for each, with file, line and field."""
    problems = []
    for end in ends(catalog):
        file = _file_of(end.owner, files) if end.in_notice else f"{end.owner}.yml"
        problems.append(f"{_where(files, file, end.place)}: {end.wrong}")
    return problems


def ends(catalog: Parts) -> Iterator[End]:
    """All of them."""
    laws = {law.title for law in catalog.registers["laws"]}
    sources = {source.key for source in catalog.registers["sources"]}
    for owner, place, row in _rows(catalog):
        for end, key in loose(row, laws, sources):
            register = "legal documents" if end[0] == "basis" else "sources"
            wrong = f"«{key}» is not in the register of {register}"
            yield End(owner, (*place, *end), key, wrong, in_notice=isinstance(row, Notice))
    for slug, record in catalog.records.items():
        parent = record.inherits_from
        if parent and (parent not in catalog.records or catalog.records[parent].inherits_from):
            yield End(slug, ("inherits_from",), parent, f"inherits from «{parent}», which is no record of its own")
    for found in guide_ends(catalog.records):
        yield End(*found)


def loose(row: Row, laws: Container[str], sources: Container[str]) -> Iterator[tuple[tuple[str, int], str]]:
    """Of one row the fields that name a legal document or a source which is not known, with the name."""
    for field, known in (("basis", laws), ("sources", sources)):
        for number, key in enumerate(getattr(row, field)):
            if key not in known:
                yield (field, number), key


def _rows(catalog: Parts) -> Iterator[tuple[str, tuple[str | int, ...], Row]]:
    for slug, record in catalog.records.items():
        for section in SECTIONS:
            for number, row in enumerate(getattr(record, section) or ()):
                yield slug, (section, number), row
    for notice in catalog.registers["notices"]:
        yield notice.id, (notice.id,), notice


def _file_of(notice: str, files: Mapping[str, Written]) -> str:
    for name, written in files.items():
        entries = written.content if name.startswith("_notices") else ()
        if any(isinstance(entry, dict) and entry.get("id") == notice for entry in entries or ()):
            return name
    return "_notices.yml"


def _where(files: Mapping[str, Written], file: str, place: tuple[str | int, ...]) -> str:
    named = ".".join(map(str, place))
    written = files.get(file)
    if written is None:
        return f"{file}, {named}"
    if file.startswith("_"):  # a notice is known by its id; its line is that of its place in the list
        number = [isinstance(entry, dict) and entry.get("id") == place[0] for entry in written.content].index(True)
        place = (number, *place[1:])
    return f"{file}, line {written.line(place)}, {named}"
