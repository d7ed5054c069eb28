"""What outcomes of guides name but the catalog does not hold: procedures, and conditions that are left out."""

from collections.abc import Iterator, Mapping

from procedures.guides.model import Guide
from procedures.record import SECTIONS, Record

Found = tuple[str, tuple[str | int, ...], str, str]
"""Slug of the record, the field, what it names, what is wrong with it."""


def guide_ends(records: Mapping[str, Record]) -> Iterator[Found]:
    """One for each. A condition must stand in words in a row of the outcome's procedure, or of its parent."""
    for slug, record in records.items():
        if record.guide:
            yield from _of(slug, record.guide, records)


def _of(slug: str, guide: Guide, records: Mapping[str, Record]) -> Iterator[Found]:
    for at, outcome in enumerate(guide.outcomes):
        place = ("guide", "outcomes", at)
        if outcome.procedure not in records:
            yield slug, (*place, "procedure"), outcome.procedure, f"«{outcome.procedure}» is no record"
            continue
        known = conditions(records[outcome.procedure]) | conditions(
            records.get(records[outcome.procedure].inherits_from or "")
        )
        for number, words in enumerate(outcome.leave_out):
            if words not in known:
                wrong = f"«{words}» is no condition of {outcome.procedure}"
                yield slug, (*place, "leave_out", number), words, wrong


def conditions(record: Record | None) -> set[str]:
    """The conditions of a record's rows in Vietnamese words."""
    rows = [row for section in SECTIONS for row in getattr(record, section, None) or ()]
    return {row.condition.vi for row in rows if row.condition}
