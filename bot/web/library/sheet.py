"""A procedure on a day, ready for the template: everything in force, nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bot.web.library import cited, sections
from bot.web.library.neighbours import Neighbour, neighbours
from bot.web.library.said import Line, Said, lines, said
from procedures import registers
from procedures.answers import changes
from procedures.answers.page import Page
from procedures.answers.undated import undated_line
from procedures.lookup import InForce, in_force
from procedures.record import SECTIONS, Record

CONTENTS = (
    "eligibility", "documents", "forms", "steps", "fees", "times", "places", "results", "problems", "mistakes", "laws",
    "sources",
)  # fmt: skip
HELPING = ("problems", "mistakes")
"""Sections that a procedure may do without; of the others the page says that we hold nothing."""


@dataclass(frozen=True)
class Sheet:
    """The view. ``empty`` says of each section without rows whether we hold nothing, or nothing for this day."""

    found: InForce
    record: Record
    name: str
    summary: Said
    agency: Said
    field: Said
    undated: str | None
    """On fees and time limits of which we do not know whether they held on the day already."""
    alerts: Sequence[Line]
    soon: Sequence[str]
    eligibility: Sequence[Line]
    papers: Sequence[sections.Paper]
    reused: Sequence[sections.Paper]
    forms: Sequence[sections.With]
    ways: Sequence[sections.Way]
    prices: Sequence[sections.Price]
    times: Sequence[Line]
    places: Sequence[sections.With]
    results: Sequence[sections.With]
    problems: Sequence[sections.With]
    mistakes: Sequence[Line]
    laws: Sequence[cited.LawView]
    sources: Sequence[cited.SourceView]
    codes: Sequence[cited.CodeView]
    old_codes: Sequence[cited.CodeView]
    neighbours: Sequence[Neighbour]
    empty: Mapping[str, str]
    mixed: bool
    """Whether something is shown in Vietnamese on an English page."""

    @property
    def contents(self) -> list[str]:
        """Sections of the page, in its order; those that only help are left out where they are empty."""
        return [key for key in CONTENTS if key not in HELPING or getattr(self, key)]


def sheet(session: Session, slug: str, on: date, lang: str) -> Sheet:
    """The whole record as it holds on the day. Raises NotInCatalog, NotInForce."""
    page = Page(session, in_force(session, slug, on), lang)
    record = page.found.record
    notices = [notice for notice in registers.all_notices(session, slug) if notice.in_force(on)]
    papers, reused = sections.papers(page, record.documents or ())
    now, before = cited.codes(page)
    return Sheet(
        found=page.found,
        record=record,
        name=page.name,
        summary=said(page, record.summary),
        agency=said(page, record.agency),
        field=said(page, record.field),
        undated=undated_line(page, (*(record.fees or ()), *(record.times or ()))),
        alerts=[*lines(page, record.warnings), *lines(page, notices)],
        soon=_soon(page),
        eligibility=lines(page, record.eligibility),
        papers=papers,
        reused=reused,
        forms=sections.forms(page, record.forms or ()),
        ways=sections.ways(page, record.steps or ()),
        prices=sections.prices(page, record.fees or ()),
        times=lines(page, record.times),
        places=sections.places(page, record.places or ()),
        results=sections.results(page, record.results or ()),
        problems=sections.problems(page, record.problems or ()),
        mistakes=lines(page, record.mistakes),
        laws=cited.laws(page, notices),
        sources=cited.sources(page, notices),
        codes=now,
        old_codes=before,
        neighbours=neighbours(session, record, on, lang),
        empty=_empty(page),
        mixed=lang == "en" and _mixed(record),
    )


def _soon(page: Page) -> list[str]:
    """What starts or ends within sixty days, in sentences."""
    title = page.say("block.soon")
    return [str(row["text"]) for block in changes.part(page).blocks if block.title == title for row in block.rows]


def _empty(page: Page) -> dict[str, str]:
    found = page.found
    return {
        section: page.say("library.not_that_day" if getattr(found.whole, section) else "library.not_held")
        for section in SECTIONS
        if not getattr(found.record, section)
    }


def _mixed(record: Record) -> bool:
    rows = [row for section in SECTIONS for row in getattr(record, section) or ()]
    return any(words.en is None for words in (record.summary, record.agency, *(row.text for row in rows)))
