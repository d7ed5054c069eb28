"""The knowledge base for programs: a ranked list, and one record as it holds on a day."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from sqlalchemy.orm import Session

from bot.web.api.access import COUNTED, SharedEdge
from bot.web.api.shapes import ERRORS, ProcedureList
from bot.web.errors import Problem, Refused
from procedures.calendar import today, written
from procedures.lookup import InForce, NotInCatalog, NotInForce, in_force
from procedures.record import SECTIONS
from procedures.search import search
from procedures.text import clean

MOST_FOUND = 20
router = APIRouter(prefix="/api/procedures", tags=["procedures"], responses=ERRORS, dependencies=COUNTED)
Day = Annotated[date | None, Query(description="The day the answer is for, YYYY-MM-DD; today in Vietnam without it.")]


@router.get("", response_model=ProcedureList)
def find(edge: SharedEdge, q: Annotated[str, Query(max_length=200)] = "", on: Day = None) -> dict[str, Any]:
    """Procedures that fit ``q``, best first, by names and codes, also without diacritics; all of them without it."""
    day, asked = on or today(), clean(q)
    with edge.sessions() as session:
        lines = edge.listing.lines(session, day)
        if not asked:
            return {"procedures": list(lines.values())}
        hits = search(session, asked, day, limit=MOST_FOUND)
    found = [lines[hit.slug] | {"score": hit.score, "why": hit.why} for hit in hits if hit.slug in lines]
    return {"procedures": found}


@router.get("/{slug}")
def read(
    edge: SharedEdge, slug: Annotated[str, Path(max_length=80, pattern=r"^[a-z0-9-]+$")], on: Day = None
) -> dict[str, Any]:
    """The record with the rows in force on that day, its version and the day it was checked."""
    day = on or today()
    with edge.sessions() as session:
        return _whole(_look_up(session, slug, day))


def _look_up(session: Session, slug: str, day: date) -> InForce:
    try:
        return in_force(session, slug, day)
    except NotInCatalog as error:
        raise Refused(Problem(404, "procedure_unknown", "web.error.procedure_unknown")) from error
    except NotInForce as error:
        values = {"day": written(day)}
        raise Refused(Problem(404, "not_in_force", "web.error.procedure_not_in_force", values)) from error


def _whole(found: InForce) -> dict[str, Any]:
    record = found.record
    starts = [row.from_ for section in SECTIONS for row in getattr(record, section) or () if row.from_]
    return {
        **record.model_dump(mode="json", by_alias=True),
        "name": found.name.vi,
        "on": found.on.isoformat(),
        "version": found.version,
        "in_force_from": max(starts).isoformat() if starts else None,
        "overdue": found.overdue,
    }
