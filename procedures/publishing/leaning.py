"""What live records and notices lean on: a change that takes it away would leave them with loose ends."""

from collections.abc import Sequence
from typing import Any

from procedures.exchange.export import own_parts
from procedures.publishing.files import Catalog, inherit
from procedures.publishing.loose_ends import ends
from procedures.record import Record

Leaning = dict[str, list[str]]
"""What would be missing (a slug, a legal document, a source, a condition), and the names of what leans on it."""


def leaning_on_record(live: Catalog, slug: str, record: Record | None) -> Leaning:
    """What would be missing if this record became live under that slug, or (None) went out of sight."""
    records = {known: each for known, each in live.records.items() if known != slug}
    before = live.records.get(slug)
    if record is not None:
        for known, each in records.items():
            if before is not None and each.inherits_from == slug:
                records[known] = inherit(own_parts(each, {slug: before}), record)
        records[slug] = record
    return _missing(live, Catalog(records, live.registers), slug)


def leaning_on_register(live: Catalog, name: str, entries: Sequence[Any]) -> Leaning:
    """What would be missing if these were the entries of that register."""
    return _missing(live, Catalog(live.records, live.registers | {name: list(entries)}), "")


def _missing(live: Catalog, after: Catalog, own: str) -> Leaning:
    old = {(end.owner, end.missing) for end in ends(live)}
    found: Leaning = {}
    for end in ends(after):
        if end.owner == own or (end.owner, end.missing) in old:
            continue
        name = end.owner if end.in_notice else after.records[end.owner].names[0].vi
        if name not in (names := found.setdefault(end.missing, [])):
            names.append(name)
    return found
