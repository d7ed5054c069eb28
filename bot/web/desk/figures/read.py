"""Figures of a period: what is kept, and of days that are not filled what the rows say now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from bot.web.desk.figures.bank import kept, unfilled
from bot.web.desk.figures.count import count
from bot.web.desk.figures.measures import Figure, Figures, Key, merged

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Choice:
    """Days, and of which team (None: all; 0: those of none) and procedure (empty: all)."""

    first: date
    last: date
    team_id: int | None = None
    slug: str = ""

    def takes(self, key: Key) -> bool:
        """Whether a figure belongs to it."""
        return self.team_id in (None, key.team_id) and self.slug in ("", key.slug)


def by_day(session: Session, choice: Choice) -> dict[date, Figures]:
    """All days of the period, in order."""
    days = kept(session, choice.first, choice.last)
    for day in unfilled(session):
        if choice.first <= day <= choice.last:
            days[day] = merged([days.get(day, {}), count(session, day)])
    span = (choice.last - choice.first).days + 1
    period = (choice.first + timedelta(days=number) for number in range(span))
    return {day: _chosen(days.get(day, {}), choice) for day in period}


def total(figures: Figures, measure: str, detail: str | None = None) -> Figure:
    """One measure over all procedures and teams; of one detail, or of all."""
    whole = Figure()
    for key, figure in figures.items():
        if key.measure == measure and detail in (None, key.detail):
            whole.add(figure.count, figure.total, figure.spread)
    return whole


def split(figures: Figures, measure: str, part: Callable[[Key], str]) -> dict[str, Figure]:
    """One measure by a part of its key, the most first."""
    parts: dict[str, Figure] = {}
    for key, figure in figures.items():
        if key.measure == measure:
            parts.setdefault(part(key), Figure()).add(figure.count, figure.total, figure.spread)
    return dict(sorted(parts.items(), key=lambda each: (-each[1].count, each[0])))


def slugs_of(days: Iterable[Figures]) -> list[str]:
    """The procedures that there are figures of."""
    return sorted({key.slug for figures in days for key in figures if key.slug})


def _chosen(figures: Figures, choice: Choice) -> Figures:
    return {key: figure for key, figure in figures.items() if choice.takes(key)}
