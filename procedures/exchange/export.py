"""Writes the live catalog as YAML files of the layout of ``procedures/catalog``.

A variant is written as it was thought: with ``inherits_from``, leaving out every section and the codes that equal its
parent's. What was written is read again and compared with the data base, so an export without loss is the only kind.
"""

from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from procedures.models import Procedure, Register, Revision
from procedures.publishing.files import REGISTERS, Catalog, inherit, read_catalog
from procedures.record import SECTIONS, Record


class ExportFailed(Exception):
    """Raised when nothing was exported, or when what was written does not read as what is live; says why."""


def export(session: Session, folder: Path) -> Catalog:
    """Writes all live records and registers into a folder that is new or empty; gives what was written.

    Raises ExportFailed.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportFailed(f"{folder} must be a new or empty folder, so that nothing in it is lost or mixed up.")
    live = live_catalog(session)
    folder.mkdir(parents=True, exist_ok=True)
    for name, entries in live.registers.items():
        if entries:
            _write(folder / f"_{name}.yml", [_plain(entry) for entry in entries])
    for slug, record in live.records.items():
        _write(folder / f"{slug}.yml", _plain(own_parts(record, live.records)))
    if live.records or any(live.registers.values()):
        again = read_catalog(folder)
        different = [slug for slug, record in live.records.items() if again.records[slug] != record]
        different += [f"_{name}" for name, entries in live.registers.items() if again.registers[name] != entries]
        if different:
            raise ExportFailed(f"These cannot be written without loss: {', '.join(different)}.")
    return live


def live_catalog(session: Session) -> Catalog:
    """What is live now, inheritance resolved."""
    live = Catalog()
    for content in session.scalars(
        select(Revision.content)
        .join(Procedure, (Procedure.slug == Revision.slug) & (Procedure.live_version == Revision.version))
        .order_by(Procedure.slug)
    ):
        record = Record.model_validate(content)
        live.records[record.slug] = record
    for register in session.scalars(select(Register).where(Register.name.in_(REGISTERS))):
        live.registers[register.name] = [REGISTERS[register.name].model_validate(entry) for entry in register.content]
    return live


def own_parts(record: Record, records: dict[str, Record]) -> Record:
    """The record without what it would inherit; the same record where it inherits nothing."""
    parent = records.get(record.inherits_from or "")
    if parent is None:
        return record
    same = {section: None for section in SECTIONS if getattr(record, section) == getattr(parent, section)}
    bare = record.model_copy(update={**same, "codes": ()})
    return bare if inherit(bare, parent).codes == record.codes else bare.model_copy(update={"codes": record.codes})


def _plain(part: BaseModel) -> Any:
    return _yaml(part.model_dump(by_alias=True, exclude_defaults=True))


def _yaml(value: Any) -> Any:
    """Only what YAML has a plain writing for."""
    if isinstance(value, dict):
        return {key: _yaml(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_yaml(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return value if isinstance(value, str | int | float | bool | date | None) else str(value)


class _Dumper(yaml.SafeDumper):
    """Indents lists under their key, and never writes a part as a reference to another."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write(path: Path, content: Any) -> None:
    text = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=118)
    path.write_text(text, "utf-8")
