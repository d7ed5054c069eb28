"""What changes: all days to come on which something that we hold starts or ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from procedures import registers
from procedures.answers.page import Page, Part, block
from procedures.calendar import written
from procedures.payload import Block
from procedures.record import SECTIONS, Code, Name, Row
from procedures.text import find_dates

SOON = timedelta(days=60)
RESTATING = ("legal_basis", "problems", "mistakes", "warnings")
"""Sections that often say again what a fee or a time limit says: left out where such a row changes on the same day for
the same reason.
"""
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What starts (``ends`` False) or ends after a day."""

    day: date
    ends: bool
    text: str
    row: Row | None = None
    said: bool = False
    """Whether the row itself names the day."""


def part(page: Page) -> Part:
    """Changes within sixty days, then the later ones, each in the order of their days; or that none is known."""
    found, soon = page.found, page.found.on + SOON
    changes = sorted(dict.fromkeys(_changes(page)), key=lambda change: (change.day, not change.ends))
    if not changes:
        return Part([page.say("changes.none", name=page.name, day=written(found.on))])
    near, later = ([c for c in changes if (c.day <= soon) == is_near] for is_near in (True, False))
    lines: list[str] = []
    blocks: list[Block] = []
    for key, chosen in (("soon", near), ("later", later)):
        if chosen:
            head = page.say(f"changes.{key}", name=page.name, day=written(soon))
            lines += [head, *(f"• {change.text}" for change in chosen)]
            blocks.append(block("notice", page.say(f"block.{key}"), (_row(change) for change in chosen)))
    if not near:
        lines.insert(0, page.say("changes.none_soon", name=page.name, day=written(soon)))
    return Part(lines, blocks, cited=[change.row for change in changes if change.row])


def _row(change: Change) -> dict[str, object]:
    days = (None, change.day) if change.ends else (change.day, None)
    return {"text": change.text, "from": days[0], "to": days[1]}


def _changes(page: Page) -> Iterator[Change]:
    """Names and codes first, then rows, then notices and rows that restate no change of another row."""
    yield from names_and_codes(page)
    whole = page.found.whole
    main = [row for section in SECTIONS if section not in RESTATING for row in getattr(whole, section) or ()]
    other = [*registers.all_notices(page.session, whole.slug)]
    restating = [row for section in RESTATING for row in getattr(whole, section) or ()]
    laws = whole.legal_basis or ()
    told: set[tuple[date, bool, str]] = set()
    for row in main:
        for change in of_row(page, row):
            told |= _reasons(change)
            yield change
    for row in (*other, *restating):
        titles = f"{'; '.join(row.basis)}: " if row in laws else ""
        for change in of_row(page, row, titles):
            if told.isdisjoint(_reasons(change)):
                yield change
            told |= _reasons(change)


def of_row(page: Page, row: Row, before: str = "") -> Iterator[Change]:
    """When a row starts and ends, as far as that is to come."""
    on = page.found.on
    text = page.sentence(row, before)
    if row.from_ and on < row.from_:
        said = names_day(text, row.from_)
        yield Change(row.from_, False, text if said else _say(page, "starts", row.from_, text), row, said)
    if row.to and on <= row.to:
        said = names_day(text, row.to)
        yield Change(row.to, True, _say(page, "ends_said" if said else "ends", row.to, text), row, said)


def names_and_codes(page: Page) -> Iterator[Change]:
    """Names and codes to come, and those that end."""
    whole, on = page.found.whole, page.found.on
    dated: list[tuple[str, str, Name | Code]] = []
    dated += [("name", name.en if page.lang == "en" else name.vi, name) for name in whole.names]
    dated += [("code", code.code, code) for code in whole.codes if not code.old]
    for kind, text, part in dated:
        if part.from_ and on < part.from_:
            yield Change(part.from_, False, _say(page, f"{kind}_starts", part.from_, text))
        if part.to and on <= part.to:
            yield Change(part.to, True, _say(page, f"{kind}_ends", part.to, text))


def _say(page: Page, key: str, day: date, text: str) -> str:
    return page.say(f"changes.{key}", day=written(day), text=text)


def _reasons(change: Change) -> set[tuple[date, bool, str]]:
    return {(change.day, change.ends, title) for title in (change.row.basis if change.row else ())}


def names_day(text: str, day: date) -> bool:
    """Whether the text names the day: 01/3/2027, 1 March 2027."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" in text or day.isoformat() in {
        span.value for span in find_dates(text)
    }
