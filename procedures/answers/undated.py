"""Fees and time limits of which no first day is known, asked about for a day before anyone had read them.

Such a row is open to the past, so it is shown for any day; the answer must not let that pass for knowledge.
"""

import re
from collections.abc import Iterable
from datetime import date

from procedures import registers
from procedures.answers.page import Page
from procedures.calendar import written
from procedures.record import Fee, Row, TimeLimit

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def undated_line(page: Page, rows: Iterable[Row]) -> str | None:
    """One sentence on all such rows among those shown, with the first day on which a source of theirs may have been
    read; None where there are none. Rows that are not certain state no figure, and are passed over.
    """
    figures = [row for row in rows if isinstance(row, Fee | TimeLimit) and row.certain]
    read = [(row, first_read(page, row)) for row in figures if not _dated(page, row)]
    undated = [(row, day) for row, day in read if day and page.found.on < day]
    if not undated:
        return None
    kinds = {type(row) for row, _ in undated}
    what = "both" if len(kinds) > 1 else "fees" if Fee in kinds else "times"
    key = "knowledge.undated_all" if len(undated) == len(figures) else "knowledge.undated_some"
    first = min(day for _, day in undated)
    return page.say(key, what=page.say(f"knowledge.undated.{what}"), day=written(first))


def first_read(page: Page, row: Row) -> date | None:
    """The earliest day on which any source of the row may have been read; None where it names none."""
    known = registers.sources(page.session)
    return min((earliest(known[key].read) for key in row.sources if key in known), default=None)


def earliest(read: str) -> date:
    """The first day that a ``read`` of the register can mean: «2024-02 – 2025-07» is 1 February 2024.

    Raises ValueError for what begins with no year.
    """
    found = _DAY.match(read)
    if not found:
        raise ValueError(f"«{read}» begins with no year")
    return date(*(int(part or 1) for part in found.groups()))


def _dated(page: Page, row: Row) -> bool:
    """Whether the row, or a legal document that it cites, says from when."""
    laws = registers.laws(page.session)
    return row.from_ is not None or any(laws[title].from_ for title in row.basis if title in laws)
