"""On what a page rests: legal documents with their days, the portal's pages, and where the facts were read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.web.library.said import Line, Said, days, line, said
from procedures import registers
from procedures.answers.finish import portal_page, read_day
from procedures.answers.page import Page
from procedures.calendar import written
from procedures.record import SECTIONS, Code, Record, Row


@dataclass(frozen=True)
class LawView:
    """A legal document: what it is about, its days, and what it settles for this procedure."""

    title: str
    about: Said | None
    days: str
    url: str | None
    settles: Sequence[Line]


@dataclass(frozen=True)
class SourceView:
    """Where facts were read, and when, as people write it."""

    title: Said
    read: str


@dataclass(frozen=True)
class CodeView:
    """A national code; an old one leads here, but has no page of its own on the portal any more."""

    code: str
    level: str
    days: str
    url: str | None


def laws(page: Page, notices: Iterable[Row]) -> list[LawView]:
    """The record's own legal basis first, then what rows and notices cite besides; each document once."""
    record, known = page.found.record, registers.laws(page.session)
    settles: dict[str, list[Line]] = {}
    for row in record.legal_basis or ():
        for title in row.basis:
            settles.setdefault(title, []).append(line(page, row))
    for row in (*_rows(record), *notices):
        for title in row.basis:
            settles.setdefault(title, [])
    views = []
    for title, settled in settles.items():
        law = known.get(title)
        views.append(
            LawView(
                title,
                said(page, law.about) if law else None,
                _law_days(page, law.from_, law.to) if law else "",
                law.url if law and (law.url or "").startswith("https://") else None,
                settled,
            )
        )
    return views


def sources(page: Page, notices: Iterable[Row]) -> list[SourceView]:
    """Everything that rows in force were read in, in the order of the register."""
    rows = (*_rows(page.found.record), *notices)
    used = {key for row in rows for key in row.sources}
    known = registers.sources(page.session)
    return [SourceView(said(page, known[key].title), read_day(known[key].read)) for key in known if key in used]


def codes(page: Page) -> tuple[list[CodeView], list[CodeView]]:
    """(codes in force on the day, codes of other days)."""
    now = page.found.record.codes
    before = [code for code in page.found.whole.codes if code not in now]
    return [_code(page, code, link=True) for code in now], [_code(page, code, link=False) for code in before]


def _code(page: Page, code: Code, link: bool) -> CodeView:
    start = page.say("library.from", day=written(code.from_)) if code.from_ else ""
    end = page.say("library.to", day=written(code.to)) if code.to else ""
    level = page.say(f"library.level.{code.level}") if code.level else ""
    spoken = " ".join(part for part in (start, end) if part)
    return CodeView(code.code, level, spoken, portal_page(code.code) if link else None)


def _law_days(page: Page, start: object, end: object) -> str:
    return days(page, Row.model_validate({"text": {"vi": "-"}, "from": start, "to": end}))


def _rows(record: Record) -> list[Row]:
    return [row for section in SECTIONS for row in getattr(record, section) or ()]
