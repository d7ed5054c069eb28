"""What somebody asks to see: a period, a team, a procedure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import Depends, Query

from bot.web.accounts.guard import Me
from bot.web.desk.figures.read import LONGEST, Choice
from procedures.calendar import today

PERIODS = ("1", "7", "30", "90")
"""Days until today, as the page offers them."""
SHOWN = "7"


@dataclass(frozen=True)
class Asked:
    """``period`` is empty where days were typed. ``wrong``: they are no period, and the last seven are shown."""

    choice: Choice
    period: str
    wrong: bool = False


def asked(
    me: Me,
    period: Annotated[Literal["", "1", "7", "30", "90"], Query(alias="ky")] = "",
    first: Annotated[str, Query(alias="tu", max_length=10)] = "",
    last: Annotated[str, Query(alias="den", max_length=10)] = "",
    team: Annotated[str, Query(alias="to", max_length=9)] = "",
    slug: Annotated[str, Query(alias="thu-tuc", max_length=80)] = "",
) -> Asked:
    """A dependency: leads may ask for every team, others see their own."""
    chosen = int(team) if team.isascii() and team.isdecimal() else None
    whose = chosen if "team_lead" in me.roles else me.team_id or 0
    typed = bool(first or last) and not period
    days = _days(first or last, last or first) if typed else None
    if days is not None:
        return Asked(Choice(*days, whose, slug), "")
    shown = period or SHOWN
    begin = today() - timedelta(days=int(shown) - 1)
    return Asked(Choice(begin, today(), whose, slug), shown, wrong=typed)


def _days(first: str, last: str) -> tuple[date, date] | None:
    try:
        begin, end = date.fromisoformat(first), min(date.fromisoformat(last), today())
    except ValueError:
        return None
    return (begin, end) if begin <= end and end - begin < LONGEST else None


Wanted = Annotated[Asked, Depends(asked)]
