"""Counts a day from the rows themselves."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from bot.web.desk.figures.count_people import count_people
from bot.web.desk.figures.count_talks import count_talks
from bot.web.desk.figures.measures import Figures, merged
from bot.web.desk.figures.window import Window


def count(session: Session, day: date, only: Sequence[str] | None = None) -> Figures:
    """All figures of a day, of ``only`` these conversations or of all. What was erased is not in them."""
    window = Window(day, only)
    return merged([count_talks(session, window), count_people(session, window)])
