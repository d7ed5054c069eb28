"""Reads a file of records one by one: JSON (a list), JSONL (one a line) or CSV, without holding it all in memory."""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from procedures.exchange.portal.layout import NESTED, PortalRecord

CHUNK = 1 << 16


class BadFile(Exception):
    """Raised when a file has not the form that its name says; tells the line."""


def records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line, record as it stands in the file) of each. Raises BadFile, also in the middle: call ``check`` first."""
    readers = {".json": _json, ".jsonl": _jsonl, ".csv": _csv}
    if path.suffix.lower() not in readers:
        raise BadFile(f"{path.name}: the name must end with .json, .jsonl or .csv.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, record in readers[path.suffix.lower()](file):
                if not isinstance(record, dict):
                    raise BadFile(f"{path.name}, line {line}: a record must be an object with named fields.")
                yield line, record
    except UnicodeDecodeError as error:
        raise BadFile(f"{path.name}: is no UTF-8 text.") from error
    except OSError as error:
        raise BadFile(f"{path.name}: cannot be opened.") from error
    except RecursionError as error:
        raise BadFile(f"{path.name}: a record is nested too deeply.") from error
    except (_Broken, csv.Error) as error:
        raise BadFile(f"{path.name}, {error}") from error


def check(path: Path) -> int:
    """Reads the whole file and changes nothing; gives the number of records. Raises BadFile."""
    return sum(1 for _ in records(path))


class _Broken(Exception):
    """Tells the line and what is wrong there."""


def _jsonl(file: TextIO) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(file, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                raise _Broken(f"line {number}: {_said(error)}.") from error


def _json(file: TextIO) -> Iterator[tuple[int, Any]]:
    """Items of the one list, each read as soon as enough of the file is there."""
    decoder, rest, line = json.JSONDecoder(), file.read(CHUNK).lstrip(), 1
    if not rest.startswith("["):
        raise _Broken("line 1: the file must hold a list of records.")
    rest, need = rest[1:], 0
    while True:
        stripped = rest.lstrip(" \t\r\n,")
        line += rest[: len(rest) - len(stripped)].count("\n")
        rest = stripped
        if rest.startswith("]"):
            if rest[1:].strip() or file.read().strip():
                raise _Broken(f"line {line}: something follows the end of the list.")
            return
        error: ValueError | None = None
        if len(rest) > need:
            try:
                record, end = decoder.raw_decode(rest)
            except ValueError as caught:
                error, need = caught, 2 * len(rest)  # try again when there is twice as much: linear in all
            else:
                yield line, record
                line += rest[:end].count("\n")
                rest, need = rest[end:], 0
                continue
        more = file.read(CHUNK)
        if not more:
            if error is None and need:
                need = 0
                continue
            at = line + (error.lineno - 1 if isinstance(error, json.JSONDecodeError) else 0)
            raise _Broken(f"line {at}: {_said(error) if error and rest else 'the list does not end'}.")
        rest += more


def _csv(file: TextIO) -> Iterator[tuple[int, Any]]:
    csv.field_size_limit(min(sys.maxsize, 1 << 24))
    reader = csv.DictReader(file, strict=True)
    titles = reader.fieldnames or []
    if len(titles) != len(set(titles)):
        raise _Broken("line 1: two columns have the same title.")
    nested = {key for name in NESTED for key in _keys(name)}
    line = reader.line_num
    for row in reader:
        line, start = reader.line_num, line + 1
        if None in row or None in row.values():
            raise _Broken(f"line {start}: this row has another number of cells than the first line.")
        record: dict[str, Any] = {}
        for key, cell in row.items():
            try:
                record[key] = json.loads(cell) if key in nested and cell.strip() else (() if key in nested else cell)
            except ValueError:
                record[key] = cell  # told as a field that cannot be read
        yield start, record


def _keys(name: str) -> list[str]:
    alias = PortalRecord.model_fields[name].validation_alias
    return [str(choice) for choice in getattr(alias, "choices", ())] or [name]


def _said(error: Exception | None) -> str:
    return f"no JSON ({error.msg})" if isinstance(error, json.JSONDecodeError) else "no JSON"
