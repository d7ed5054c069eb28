"""The log of reads as those see it who answer for it: filtered, newest first, and as a table."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TextIO, get_args

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.web.accounts.filters import between
from bot.web.accounts.models import Account
from bot.web.accounts.page import moment
from bot.web.citizen.export import safe
from bot.web.desk.models import Read
from bot.web.desk.reads import Why
from procedures.words import say

EACH = 200
"""Rows on the page; the file has all."""
COLUMNS = ("at", "account", "name", "what", "detail", "why", "conversation", "address_id")


@dataclass(frozen=True)
class Wanted:
    """Days are those in Vietnam, both included."""

    account: int | None = None
    since: date | None = None
    until: date | None = None
    conversation: str = ""


@dataclass(frozen=True)
class Line:
    """One row with the name of whoever read."""

    at: datetime
    login: str
    name: str
    what: str
    detail: str
    why: str
    conversation: str
    address_id: str


def newest(session: Session, wanted: Wanted, lang: str) -> tuple[list[Line], bool]:
    """The newest rows, and whether there are more."""
    found = list(_lines(session, wanted, lang, EACH + 1))
    return found[:EACH], len(found) > EACH


def write_table(session: Session, file: TextIO, wanted: Wanted, lang: str) -> int:
    """CSV, newest first; gives the number of rows. ``file`` is opened with newline=""."""
    table, count = csv.writer(file), 0
    table.writerow(COLUMNS)
    for line in _lines(session, wanted, lang, None):
        cells = (line.login, line.name, line.what, line.detail, line.why, line.conversation, line.address_id)
        table.writerow([moment(line.at), *(safe(cell) for cell in cells)])
        count += 1
    return count


def _lines(session: Session, wanted: Wanted, lang: str, most: int | None) -> Iterator[Line]:
    query = select(Read, Account).join(Account, Account.id == Read.account_id).where(*_chosen(wanted))
    rows = session.execute(query.order_by(Read.id.desc()).limit(most).execution_options(yield_per=500))
    for read, account in rows:
        yield Line(
            read.at, account.login, account.name, read.what, read.detail, _why(read, lang),
            read.conversation_id or "", read.address_id or "",
        )  # fmt: skip


def _why(read: Read, lang: str) -> str:
    return say(f"desk.reads.why.{read.why}", lang) if read.why in get_args(Why) and read.what != "reveal" else read.why


def _chosen(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = between(Read.at, wanted.since, wanted.until)
    if wanted.account is not None:
        conditions.append(Read.account_id == wanted.account)
    if wanted.conversation:
        conditions.append(Read.conversation_id.startswith(wanted.conversation, autoescape=True))
    return conditions
