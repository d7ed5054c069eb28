"""Reads the catalog's YAML files into records and registers. Nothing is taken in unless every file is sound."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

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
    """Raised when files of the catalog are not sound; ``problems`` holds a line each: file, field, what is wrong."""

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

    Raises BadCatalog, naming every problem found.
    """
    catalog, problems = Catalog(), []
    for path in sorted(folder.glob("*.yml")):
        try:
            content = yaml.safe_load(path.read_text("utf-8"))
            if path.name.startswith("_"):
                register = path.stem[1:].split(".")[0]
                catalog.registers[register] += [REGISTERS[register].model_validate(entry) for entry in content]
            else:
                record = Record.model_validate(content)
                if record.slug != path.stem:
                    problems.append(f"{path.name}: slug is «{record.slug}», the file's name says «{path.stem}»")
                catalog.records[record.slug] = record
        except yaml.YAMLError as error:
            problems.append(f"{path.name}: {' '.join(str(error).split())}")
        except KeyError as error:
            problems.append(f"{path.name}: there is no register {error}")
        except ValidationError as error:
            for each in error.errors():
                problems.append(f"{path.name}: {'.'.join(map(str, each['loc'])) or 'the whole'}: {each['msg']}")
    problems += _loose_ends(catalog)
    if problems:
        raise BadCatalog(problems)
    for slug, record in catalog.records.items():
        if record.inherits_from:
            catalog.records[slug] = inherit(record, catalog.records[record.inherits_from])
    return catalog


def inherit(variant: Record, parent: Record) -> Record:
    """The variant with the sections and codes that it leaves out taken from its parent."""
    missing = {section: getattr(parent, section) for section in SECTIONS if getattr(variant, section) is None}
    if not variant.codes:
        missing["codes"] = tuple(code for code in parent.codes if not code.old)
    return variant.model_copy(update=missing)


def _loose_ends(catalog: Catalog) -> list[str]:
    """References from records to what does not exist."""
    laws = {law.title for law in catalog.registers["laws"]}
    sources = {source.key for source in catalog.registers["sources"]}
    problems = []
    rows = [(slug, row) for slug, r in catalog.records.items() for s in SECTIONS for row in getattr(r, s) or ()]
    rows += [(f"_notices.{notice.id}", notice) for notice in catalog.registers["notices"]]
    for where, row in rows:
        for title in set(row.basis) - laws:
            problems.append(f"{where}: «{title}» is not in the register of legal documents")
        for key in set(row.sources) - sources:
            problems.append(f"{where}: «{key}» is not in the register of sources")
    for slug, record in catalog.records.items():
        parent = record.inherits_from
        if parent and (parent not in catalog.records or catalog.records[parent].inherits_from):
            problems.append(f"{slug}: inherits from «{parent}», which is no record of its own")
    return problems
