"""Reads the catalog's YAML files into records and registers. Nothing is taken in unless every file is sound."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from procedures.publishing.loose_ends import loose_ends
from procedures.publishing.yaml_lines import Written
from procedures.record import SECTIONS, Contact, Family, Law, Notice, Record, Source

CATALOG = Path(__file__).parents[1] / "catalog"

REGISTERS: dict[str, type[BaseModel]] = {
    "laws": Law,
    "sources": Source,
    "notices": Notice,
    "contacts": Contact,
    "families": Family,
}


class BadCatalog(Exception):
    """Raised when files of the catalog are not sound; ``problems`` holds a sentence each."""

    def __init__(self, problems: list[str]):
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass
class Catalog:
    """All records by slug, inheritance resolved, and the registers by name."""

    records: dict[str, Record] = field(default_factory=dict)
    registers: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in REGISTERS})


def read_catalog(folder: Path = CATALOG) -> Catalog:
    """The whole catalog. Files ``_<register>[.<part>].yml`` hold lists of a register, all others one record.

    Raises BadCatalog, naming every problem found with its file, line and field.
    """
    if not folder.is_dir():
        raise BadCatalog([f"{folder} is no folder"])
    catalog, problems, files = Catalog(), [], {}
    for path in sorted(folder.glob("*.yml")):
        try:
            files[path.name] = written = Written(path)
        except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
            problems.append(_unreadable(path, error))
            continue
        problems += [f"{path.name}, line {line}, {key}: stands here twice" for key, line in written.twice()]
        problems += _take_register(catalog, path, written) if path.name[0] == "_" else _take(catalog, path, written)
    problems += loose_ends(catalog, files)
    if not files and not problems:
        problems.append(f"{folder} holds no *.yml file")
    if problems:
        raise BadCatalog(problems)
    for slug, record in catalog.records.items():
        if record.inherits_from:
            catalog.records[slug] = inherit(record, catalog.records[record.inherits_from])
    return catalog


def _take(catalog: Catalog, path: Path, written: Written) -> list[str]:
    try:
        record = Record.model_validate(written.content)
    except ValidationError as error:
        return _mistakes(error, path, written)
    catalog.records[record.slug] = record
    if record.slug != path.stem:
        line = written.line(("slug",))
        return [f"{path.name}, line {line}, slug: is «{record.slug}», the file's name says «{path.stem}»"]
    return []


def _take_register(catalog: Catalog, path: Path, written: Written) -> list[str]:
    name = path.stem[1:].split(".")[0]
    if name not in REGISTERS:
        return [f"{path.name}: there is no register «{name}»"]
    if not isinstance(written.content, list):
        return [f"{path.name}, line 1: a register is a list"]
    problems = []
    for number, entry in enumerate(written.content):
        try:
            catalog.registers[name].append(REGISTERS[name].model_validate(entry))
        except ValidationError as error:
            problems += _mistakes(error, path, written, (number,))
    return problems


def _mistakes(error: ValidationError, path: Path, written: Written, inside: tuple[int, ...] = ()) -> list[str]:
    """A line for each: file, line, field, the value where it is short, what is wrong."""
    problems = []
    for each in error.errors():
        place = (*inside, *each["loc"])
        value = "" if isinstance(each["input"], dict | list) else f"«{str(each['input'])[:40]}»: "
        named = ".".join(map(str, place)) or "the whole"
        problems.append(f"{path.name}, line {written.line(place)}, {named}: {value}{each['msg']}")
    return problems


def _unreadable(path: Path, error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{path.name}: cannot be read"
    mark = getattr(error, "problem_mark", None)
    where = f", line {mark.line + 1}" if mark else ""
    return f"{path.name}{where}: {getattr(error, 'problem', None) or 'is no UTF-8 text'}"


def inherit(variant: Record, parent: Record) -> Record:
    """The variant with the sections and codes that it leaves out taken from its parent."""
    missing = {section: getattr(parent, section) for section in SECTIONS if getattr(variant, section) is None}
    if not variant.codes:
        missing["codes"] = tuple(code for code in parent.codes if not code.old)
    return variant.model_copy(update=missing)
