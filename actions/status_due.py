"""The day on which a result is due, counted in working days, and whom to call when it has passed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from actions.agencies.dossier import Dossier
from procedures import registers, working_days
from procedures.calendar import written
from procedures.lookup import LookupFailed, in_force
from procedures.payload import Block
from procedures.words import say

RUNNING = frozenset({1, 2, 4, 6})
"""Statuses in which a day that has passed means a delay of the office."""
ALWAYS = ("national-portal",)
HELPERS = {"H": ("province", *ALWAYS), "G01": ("police-services", *ALWAYS), "G24": ("social-insurance", *ALWAYS)}
"""Contacts of the register (facts § 8) by the beginning of a dossier's unit."""


@dataclass(frozen=True)
class Due:
    """When the result is due. ``value``: the published working days it is reckoned from; None: the agency's own day."""

    day: date
    value: int | None
    days: working_days.Count
    """Working days left, or past where the day is over."""
    over: bool


def due(session: Session, dossier: Dossier, slug: str | None, on: date) -> Due | None:
    """The agency's day, else the one that the published time limit gives; None where nothing is due or known."""
    if dossier.status not in RUNNING:
        return None
    if dossier.due_on:
        return _due(dossier.due_on, None, on, certain=True)
    value = _published(session, slug, dossier.received_on) if slug and dossier.received_on else None
    if value is None or dossier.received_on is None:
        return None
    reached = working_days.reach(dossier.received_on, value)
    return _due(reached.day, value, on, reached.certain)


def line(found: Due, lang: str) -> str:
    """The sentence about it."""
    text = say(_key(found), lang, days=found.days.days, value=found.value, day=written(found.day))
    return text if found.days.certain else f"{text} {say('status.uncertain', lang)}"


def contacts(session: Session, code: str, lang: str) -> Block | None:
    """Whom to call about a dossier; None where the register holds nobody."""
    ids = _helpers(code)
    rows = [
        {"title": each.title.in_(lang), "phone": each.phone, "hours": each.hours.in_(lang) if each.hours else None}
        for each in sorted(registers.contacts(session), key=lambda each: ids.index(each.id) if each.id in ids else 9)
        if each.id in ids
    ]
    return Block(type="contacts", title=say("status.contacts", lang), rows=rows) if rows else None


def advice(called: Block | None, lang: str) -> str:
    """What to do about a delay."""
    rows = called.rows if called else []
    named = [say("status.contact", lang, phone=row["phone"], title=row["title"].split(" (")[0]) for row in rows]
    call = say("status.call", lang, contacts=say("status.or", lang).join(named)) if named else ""
    return say("status.late_advice", lang, call=call)


def _due(day: date, value: int | None, on: date, certain: bool) -> Due:
    over = day < on
    count = working_days.between(day, on) if over else working_days.between(on, day)
    return Due(day, value, working_days.Count(count.days, count.certain and certain), over)


def _key(found: Due) -> str:
    if found.value is not None:
        return "status.expected_late" if found.over and found.days.days else "status.expected"
    if found.over:
        return "status.late" if found.days.days else "status.late_weekend"
    return "status.left" if found.days.days else "status.due_today"


def _published(session: Session, slug: str, received: date) -> int | None:
    """The working days that the record gave on the day of receipt; None unless all its rows agree on one number."""
    try:
        rows = in_force(session, slug, received).record.times or ()
    except LookupFailed:
        return None
    rows = tuple(row for row in rows if row.stage == "result")
    values = {row.value for row in rows}
    if len(values) != 1 or not all(row.certain and row.unit == "working_days" for row in rows):
        return None
    return values.pop()


def _helpers(code: str) -> tuple[str, ...]:
    """«000.00.15.H29-…» is the province's too."""
    for part in code.upper().split("-")[0].split("."):
        for begin, ids in HELPERS.items():
            if part.startswith(begin):
                return ids
    return ALWAYS
