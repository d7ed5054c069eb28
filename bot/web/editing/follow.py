"""Remarks stay with their row: when rows of a draft move or go, the numbers that remarks name change with them."""

import re
from collections.abc import Callable, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.editing.models import DraftRemark

_OPTIONS = re.compile(r"guide\.questions\.(\d+)\.options")
Where = Callable[[int], int | None]
"""From where a row stood to where it stands now; None: it is gone."""


def without(gone: int) -> Where:
    """One row was taken out."""
    return lambda row: None if row == gone else row - (row > gone)


def swapped(one: int, other: int) -> Where:
    """Two neighbours have changed places."""
    return lambda row: {one: other, other: one}.get(row, row)


def renumber(session: Session, draft: int, part: str, where: Where) -> None:
    """Remarks on rows of that part, and on the answers of a question, follow. Part of the change's transaction."""
    for each in session.scalars(select(DraftRemark).where(DraftRemark.draft_id == draft)):
        if each.place == part and each.row is not None:
            each.row = where(each.row)
        elif part == "guide.questions" and (found := _OPTIONS.fullmatch(each.place)):
            number = where(int(found[1]))
            each.place = part if number is None else f"{part}.{number}.options"
            each.row = None if number is None else each.row
    session.flush()


def loosen(session: Session, draft: int, names: Iterable[str]) -> None:
    """These fields of the draft say something else now: remarks on their rows stay as remarks on their part."""
    for name in names:
        for part in ("guide.questions", "guide.outcomes") if name == "guide" else (name,):
            renumber(session, draft, part, lambda _: None)
