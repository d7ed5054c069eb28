"""Whether a team works at a moment, and when it does again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.web.desk.queue.days import day_of
from bot.web.desk.queue.rules import Rule, rule_of
from bot.web.desk.queue.spans import moments
from procedures.calendar import VIETNAM
from procedures.words import say

AHEAD = 60
"""Days that are looked through for the next opening."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Opening:
    """``known`` is False where nobody has set hours: then the team is open whenever somebody is there.

    ``next``: when it opens again, in Vietnam's time; None while it is open, and where that is not known.
    """

    open: bool
    known: bool
    next: datetime | None = None


def opening(session: Session, team: int | None, moment: datetime) -> Opening:
    """How it is at a moment (with its zone)."""
    rule = rule_of(session, team)
    if not rule.hours:
        return Opening(open=not _set_closed(session, team, moment), known=False)
    today = moment.astimezone(VIETNAM).date()
    for day in (today - DAY, today):  # a night's work began the day before
        if any(begin <= moment < end for begin, end in _work(session, team, rule, day)):
            return Opening(open=True, known=True)
    return Opening(open=False, known=True, next=_next(session, team, rule, moment))


def in_words(moment: datetime, lang: str) -> str:
    """«08:00 thứ Hai, 23/11»."""
    local = moment.astimezone(VIETNAM)
    weekday = say(f"queue.weekday.{local.weekday()}", lang)
    return say("queue.opens", lang, clock=f"{local:%H:%M}", weekday=weekday, day=f"{local:%d/%m}")


def _next(session: Session, team: int | None, rule: Rule, moment: datetime) -> datetime | None:
    today = moment.astimezone(VIETNAM).date()
    for ahead in range(AHEAD):
        for begin, _ in _work(session, team, rule, today + ahead * DAY):
            if begin > moment:
                return begin
    return None


def _work(session: Session, team: int | None, rule: Rule, day: date) -> list[tuple[datetime, datetime]]:
    special = day_of(session, team, day)
    return moments(day, special.spans if special else rule.hours.get(str(day.weekday()), ()))


def _set_closed(session: Session, team: int | None, moment: datetime) -> bool:
    """Somebody has set this day as closed; a shipped holiday alone sends nobody home who is there."""
    special = day_of(session, team, moment.astimezone(VIETNAM).date())
    if special is None or special.shipped:
        return False
    return not any(begin <= moment < end for begin, end in moments(special.day, special.spans))
