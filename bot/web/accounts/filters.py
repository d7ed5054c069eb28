"""What the pages of logs share: filters as they stand in an address, and the log as a file."""

from datetime import date, datetime, timedelta

from fastapi.responses import Response
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.web.accounts.models import Account
from procedures.calendar import midnight

BOM = "\ufeff"
"""By which spreadsheets know that a file is UTF-8."""


def day_of(text: str) -> date | None:
    """A day of an address; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def number_of(text: str) -> int | None:
    """A number of an address; None where it is none that a column can hold."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def between(
    moment: InstrumentedAttribute[datetime], since: date | None, until: date | None
) -> list[ColumnElement[bool]]:
    """Conditions for days in Vietnam, both included; no day, no limit."""
    conditions: list[ColumnElement[bool]] = []
    if since:
        conditions.append(moment >= midnight(max(since, date(2000, 1, 1))))
    if until and until < date.max:
        conditions.append(moment < midnight(max(until + timedelta(days=1), date(2000, 1, 1))))
    return conditions


def people(session: Session) -> list[tuple[int, str]]:
    """Everybody with an account, by name: whoever has left may stand in a log."""
    return [(number, name) for number, name in session.execute(select(Account.id, Account.name).order_by(Account.name))]


def csv_file(name: str, text: str) -> Response:
    """The table as a file to save."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(BOM + text, media_type="text/csv; charset=utf-8", headers=headers)
