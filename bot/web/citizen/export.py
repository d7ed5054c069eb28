"""What was hard, as a table for the agencies."""

import csv
import re
from datetime import date
from typing import TextIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.citizen.known import names
from bot.web.citizen.models import Difficulty
from bot.web.library import Shelf
from procedures.calendar import VIETNAM, aware, midnight

COLUMNS = ("day", "procedure", "name", "agency", "words")
_FORMULA = re.compile(r"(^|[;\t\r\n])(\s*)(?=[=+\-@|%＝＋－＠])")
"""At the beginning, and after what ends a cell elsewhere: where the comma is for decimals, as in Vietnam, spreadsheets
split at «;». Wide signs count as the plain ones."""


def write_difficulties(session: Session, file: TextIO, since: date | None = None) -> int:
    """CSV, newest last; gives the number of rows. ``file`` is opened with newline=""."""
    query = select(Difficulty).order_by(Difficulty.at, Difficulty.id)
    if since:
        query = query.where(Difficulty.at >= midnight(since))
    known, count = names(session, Shelf(), "vi"), 0
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for row in session.scalars(query):
        day = aware(row.at).astimezone(VIETNAM).date()
        slug = row.slug or ""
        table.writerow(
            [safe(cell) for cell in (day.isoformat(), slug, known.get(slug, ""), row.agency or "", row.words)]
        )
        count += 1
    return count


def safe(cell: str) -> str:
    """The cell so that no spreadsheet takes a part of it for a formula (OWASP, CSV injection): an apostrophe before."""
    return _FORMULA.sub(r"\1'\2", cell)
