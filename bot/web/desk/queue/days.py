"""Days with hours of their own: public holidays that we ship, and what a team or an admin has set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import yaml
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.accounts.models import Team
from bot.web.accounts.rows import changed
from bot.web.desk.models import OfficeDay
from bot.web.desk.queue.errors import BadField, NoSuch
from bot.web.desk.queue.rules import EVERYBODY
from procedures.working_days import FILE

LONGEST = 80


@dataclass(frozen=True)
class Day:
    """``spans`` empty: closed. ``shipped``: from procedures/holidays.yml, and only where nobody has set the day."""

    day: date
    name_vi: str
    name_en: str
    spans: Sequence[Sequence[str]] = ()
    shipped: bool = False

    def name(self, lang: str) -> str:
        """In a language; the Vietnamese name where there is no English one."""
        return (self.name_en if lang == "en" else "") or self.name_vi


def day_of(session: Session, team: int | None, day: date) -> Day | None:
    """What is special about a day: the team's own, else that of all teams, else a shipped holiday; None: nothing."""
    for number in dict.fromkeys((team or EVERYBODY, EVERYBODY)):
        row = session.get(OfficeDay, (number, day))
        if row is not None:
            return _day(row)
    return _shipped().get(day)


def days_from(session: Session, team: int, day: date) -> list[Day]:
    """Those of a team from a day on, in order; for everybody the shipped holidays too."""
    rows = session.scalars(select(OfficeDay).where(OfficeDay.team_id == team, OfficeDay.day >= day))
    found = {row.day: _day(row) for row in rows}
    if team == EVERYBODY:
        found = {each: held for each, held in _shipped().items() if each >= day} | found
    return [found[each] for each in sorted(found)]


def set_day(session: Session, who: Who, team: int, day: Day) -> None:
    """Sets the day; one that was set before is replaced. Raises NoSuch for an unknown team, BadField."""
    if team != EVERYBODY and session.get(Team, team) is None:
        raise NoSuch
    name_vi, name_en = (" ".join(name.split()) for name in (day.name_vi, day.name_en))
    if not name_vi or len(name_vi) > LONGEST:
        raise BadField("name_vi")
    if len(name_en) > LONGEST:
        raise BadField("name_en")
    before = session.get(OfficeDay, (team, day.day))
    shown = _shown(_day(before)) if before else None
    spans = [list(span) for span in day.spans]
    session.merge(OfficeDay(team_id=team, day=day.day, name_vi=name_vi, name_en=name_en, hours=spans))
    audit.write(session, who, "set_office_day", ("office_day", f"{team}/{day.day}"), shown, _shown(day))


def drop_day(session: Session, who: Who, team: int, day: date) -> None:
    """The day is like others again (or the shipped holiday). Sent twice it does no harm."""
    gone = changed(session, delete(OfficeDay).where(OfficeDay.team_id == team, OfficeDay.day == day))
    if gone:
        audit.write(session, who, "drop_office_day", ("office_day", f"{team}/{day}"))


def _shown(day: Day) -> dict[str, object]:
    return {"name_vi": day.name_vi, "name_en": day.name_en, "hours": [list(span) for span in day.spans]}


def _day(row: OfficeDay) -> Day:
    return Day(row.day, row.name_vi, row.name_en, row.hours)


@cache
def _shipped() -> dict[date, Day]:
    years = yaml.safe_load(FILE.read_text("utf-8"))["years"]
    return {day: Day(day, name, "", (), True) for year in years.values() for day, name in year.items()}
