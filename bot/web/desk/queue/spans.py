"""Times of a day at which a team works, as an admin types them: «08:00-11:30, 13:00-17:00»."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from bot.web.desk.queue.errors import BadField
from procedures.calendar import VIETNAM

Span = tuple[str, str]
"""Begin and end, «HH:MM». An end that is not later than the begin lies on the next day."""
MOST = 4
"""Spans of one day."""
_SPAN = re.compile(r"(\d{1,2})[:h](\d{2})\s*[-–—]\s*(\d{1,2})[:h](\d{2})")


def typed(text: str, field: str) -> list[Span]:
    """The spans in order; empty for a day on which nobody works. Raises BadField for what is no time, or overlaps."""
    spans = [_typed(part.strip(), field) for part in re.split(r"[,;]", text) if part.strip()]
    if len(spans) > MOST:
        raise BadField(field)
    minutes = sorted(_minutes(span) for span in spans)
    if any(later[0] < earlier[1] for earlier, later in pairwise(minutes)):
        raise BadField(field)
    return sorted(spans)


def written(spans: Sequence[Sequence[str]]) -> str:
    """The spans as they are typed."""
    return ", ".join(f"{begin}-{end}" for begin, end in spans)


def moments(day: date, spans: Sequence[Sequence[str]]) -> list[tuple[datetime, datetime]]:
    """When they begin and end on that day in Vietnam."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
    return [
        (midnight + timedelta(minutes=begin), midnight + timedelta(minutes=end))
        for begin, end in (_minutes((span[0], span[1])) for span in spans)
    ]


def _typed(part: str, field: str) -> Span:
    match = _SPAN.fullmatch(part)
    if match is None:
        raise BadField(field)
    hour, minute, until, until_minute = (int(digits) for digits in match.groups())
    if hour > 23 or minute > 59 or until_minute > 59 or (until, until_minute) > (24, 0):
        raise BadField(field)
    return f"{hour:02}:{minute:02}", f"{until:02}:{until_minute:02}"


def _minutes(span: Span) -> tuple[int, int]:
    begin, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in span)
    return begin, end if end > begin else end + 24 * 60
