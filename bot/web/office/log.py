"""The log of actions as those see it who answer for it: filtered, newest first, page by page, and as a table."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TextIO

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.accounts.filters import between, people
from bot.web.accounts.models import Account, AuditEntry
from bot.web.accounts.page import moment
from bot.web.citizen.export import safe

EACH = 100
LONGEST = 300
"""Characters of one value on the page; the file has all."""
COLUMNS = ("number", "at", "account", "name", "action", "object", "id", "before", "after", "reason", "address_id")


@dataclass(frozen=True)
class Wanted:
    """Days are those in Vietnam, both included; ``before`` is the number of the row that the page begins under."""

    account: int | None = None
    action: str = ""
    kind: str = ""
    number: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


@dataclass(frozen=True)
class Change:
    """One value that changed, as text; empty where there was none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One row with the name of whoever acted; both empty for the system itself."""

    id: int
    at: datetime
    login: str
    name: str
    action: str
    kind: str
    object_id: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str
    address_id: str

    @property
    def changes(self) -> list[Change]:
        """What changed, value by value."""
        names = dict.fromkeys((*self.before, *self.after))
        return [Change(name, _short(self.before.get(name)), _short(self.after.get(name))) for name in names]


def newest(session: Session, wanted: Wanted) -> tuple[list[Line], int | None]:
    """A page of rows, and the number under which the next page begins; None on the last."""
    found = list(_lines(session, wanted, EACH + 1))
    return found[:EACH], found[EACH - 1].id if len(found) > EACH else None


def write_table(session: Session, who: Who, file: TextIO, wanted: Wanted) -> int:
    """CSV of all pages, newest first; gives the number of rows. Taking it along is a row of the log itself."""
    table, count = csv.writer(file), 0
    table.writerow(COLUMNS)
    for line in _lines(session, wanted, None):
        cells = (
            line.login, line.name, line.action, line.kind, line.object_id, _json(line.before), _json(line.after),
            line.reason, line.address_id,
        )  # fmt: skip
        table.writerow([line.id, moment(line.at), *(safe(cell) for cell in cells)])
        count += 1
    audit.write(session, who, "export_log", ("log", ""), None, {"rows": count})
    return count


def choices(session: Session) -> tuple[list[tuple[int, str]], list[str], list[str]]:
    """What can be filtered by: people, actions, kinds of objects."""
    columns = AuditEntry.action, AuditEntry.object_kind
    actions, kinds = (list(session.scalars(select(column).distinct().order_by(column))) for column in columns)
    return people(session), actions, kinds


def _lines(session: Session, wanted: Wanted, most: int | None) -> Iterator[Line]:
    query = select(AuditEntry, Account).outerjoin(Account, Account.id == AuditEntry.account_id).where(*_chosen(wanted))
    rows = session.execute(query.order_by(AuditEntry.id.desc()).limit(most).execution_options(yield_per=500))
    for row, account in rows:
        yield Line(
            row.id, row.at, account.login if account else "", account.name if account else "", row.action,
            row.object_kind, row.object_id, row.before or {}, row.after or {}, row.reason, row.address_id or "",
        )  # fmt: skip


def _chosen(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = between(AuditEntry.at, wanted.since, wanted.until)
    if wanted.account is not None:
        mine = AuditEntry.account_id == wanted.account if wanted.account else AuditEntry.account_id.is_(None)
        conditions.append(mine)
    if wanted.action:
        conditions.append(AuditEntry.action == wanted.action)
    if wanted.kind:
        conditions.append(AuditEntry.object_kind == wanted.kind)
    if wanted.number:
        conditions.append(AuditEntry.object_id == wanted.number)
    if wanted.before is not None:
        conditions.append(AuditEntry.id < wanted.before)
    return conditions


def _short(value: object) -> str:
    text = value if isinstance(value, str) else "" if value is None else _json(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if value not in (None, {}) else ""
