"""A row of a record as a page shows it: its words with their language, for whom, since when, on what it rests."""

from collections.abc import Sequence
from dataclasses import dataclass

from procedures.answers.page import Page, row_id, says
from procedures.calendar import written
from procedures.record import Row, Words


@dataclass(frozen=True)
class Said:
    """A text. ``lang`` is set only where it is not the page's own: a row that nobody has put into English yet."""

    text: str
    lang: str | None = None


@dataclass(frozen=True)
class Line:
    """What all rows share. ``id`` is short and the same as long as the words are."""

    id: str
    text: Said
    condition: Said | None
    days: str
    until: str
    """The last day only: what a notice shows, whose words mostly say since when."""
    basis: tuple[str, ...]
    doubtful: bool


def said(page: Page, words: Words) -> Said:
    """A text of the record in the page's language, else as it is."""
    return Said(words.in_(page.lang), "vi" if page.lang == "en" and words.en is None else None)


def line(page: Page, row: Row) -> Line:
    """A row; its condition is left out where the text says it."""
    text = said(page, row.text)
    condition = said(page, row.condition) if row.condition else None
    if condition and says(text.text, condition.text):
        condition = None
    return Line(row_id(row), text, condition, days(page, row), _until(page, row), row.basis, not row.certain)


def lines(page: Page, rows: Sequence[Row] | None) -> list[Line]:
    """All rows of a section."""
    return [line(page, row) for row in rows or ()]


def days(page: Page, row: Row) -> str:
    """From when to when a row holds, as far as we know; empty where we know neither."""
    start = page.say("library.from", day=written(row.from_)) if row.from_ else ""
    return " ".join(part for part in (start, _until(page, row)) if part)


def _until(page: Page, row: Row) -> str:
    return page.say("library.to", day=written(row.to)) if row.to else ""
