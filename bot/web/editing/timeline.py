"""The time line of a record: rows with dates as bars, so that law which is still to come is seen beside today's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.web.editing import said
from bot.web.editing.content import rows_in
from bot.web.editing.shape import PARTS, is_list

WIDTH, LEFT, HEIGHT, TOP = 1000, 20, 34, 44
"""Of the picture: its width, the margin at either side, what a row takes, what stands above the rows."""
AROUND = timedelta(days=120)
"""Shown before the first and after the last dated day."""
LONGEST = 70
"""Signs of a title in the picture."""


@dataclass(frozen=True)
class Bar:
    """A row with its days and where it stands in the picture."""

    part: str
    title: str
    short: str
    from_: date | None
    to: date | None
    state: str
    """past, now or coming"""
    x: int
    y: int
    width: int


@dataclass(frozen=True)
class Picture:
    """The bars, where today is, and the years."""

    bars: Sequence[Bar]
    height: int
    today_x: int
    years: Sequence[tuple[int, int]]


def timeline(content: Mapping[str, Any], today: date, lang: str) -> Picture:
    """All rows of the content that name a day."""
    rows = [
        (part, row, _day(row.get("from")), _day(row.get("to")))
        for part in PARTS
        if is_list(part) and not part.startswith("guide")
        for row in rows_in(content, part)
    ]
    dated = [each for each in rows if each[2] or each[3]]
    days = [day for _, _, start, end in dated for day in (start, end) if day] + [today]
    first, last = min(days) - AROUND, max(days) + AROUND
    span = (last - first).days

    def x(day: date | None, otherwise: date) -> int:
        return LEFT + round(((day or otherwise) - first).days / span * (WIDTH - 2 * LEFT))

    dated.sort(key=lambda each: (PARTS.index(each[0]), each[2] or date.min))
    bars = []
    for number, (part, row, start, end) in enumerate(dated):
        begin, stop = x(start, first), x(end, last)
        title = said.title(part, row, lang)
        short = title if len(title) <= LONGEST else f"{title[:LONGEST].rstrip()}…"
        state = "past" if end and end < today else "coming" if start and start > today else "now"
        bars.append(Bar(part, title, short, start, end, state, begin, TOP + number * HEIGHT, max(stop - begin, 4)))
    years = [(year, x(date(year, 1, 1), first)) for year in range(first.year + 1, last.year + 1)]
    return Picture(bars, TOP + len(bars) * HEIGHT + 10, x(today, first), years)


def _day(given: object) -> date | None:
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        return None
