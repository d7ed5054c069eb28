"""What the desk has: live records with their drafts, versions of a record, drafts that are being worked on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.models import Account
from bot.web.editing.errors import NoSuchThing
from bot.web.editing.models import RecordOwner
from bot.web.editing.views import name_of
from procedures.calendar import today
from procedures.drafts import RUNNING, Draft
from procedures.lookup import listing
from procedures.models import Procedure, Revision
from procedures.publishing.files import REGISTERS
from procedures.text import fold

SHOWN = 100
"""Drafts on one page: an import may make thousands."""


@dataclass(frozen=True)
class DraftLine:
    """A draft in a list."""

    id: int
    name: str
    state: str
    intent: str
    author: str
    updated_at: datetime


@dataclass(frozen=True)
class RecordLine:
    """A live record in a list."""

    slug: str
    name: str
    field: str
    check_by: date
    overdue: bool
    owner: str
    draft: int | None


@dataclass(frozen=True)
class Version:
    """A version of a record."""

    version: int
    created_at: datetime
    author: str
    reason: str
    live: bool


@dataclass(frozen=True)
class RecordView:
    """A record of the desk, live or retired."""

    slug: str
    name: str
    live: int | None
    versions: Sequence[Version]
    drafts: Sequence[DraftLine]
    owner: RecordOwner | None
    people: Sequence[tuple[int, str]]


def drafts(session: Session, lang: str, state: str = "", slug: str | None = None) -> list[DraftLine]:
    """Drafts that are being worked on, the last changed first."""
    query = select(Draft).where(Draft.state.in_((state,) if state in RUNNING else RUNNING))
    if slug is not None:
        query = query.where(Draft.slug == slug)
    found = session.scalars(query.order_by(Draft.updated_at.desc(), Draft.id.desc()).limit(SHOWN))
    return [
        DraftLine(each.id, name_of(each, lang), each.state, each.intent, each.author, each.updated_at) for each in found
    ]


def records(session: Session, lang: str, asked: str = "") -> list[RecordLine]:
    """Live records whose name, slug or field holds what was asked, sorted by field and name."""
    day, wanted = today(), fold(asked)
    owners = {row.slug: row.name for row in session.execute(_OWNERS)}
    running = select(Draft.slug, Draft.id).where(Draft.slug.is_not(None), Draft.state.in_(RUNNING))
    open_ = {row.slug: row.id for row in session.execute(running)}
    found = []
    for each in listing(session, day):
        record = each.record
        name, field = (each.name.en if lang == "en" else each.name.vi), record.field.in_(lang)
        if wanted in fold(f"{name} {record.slug} {field}"):
            line = RecordLine(
                record.slug, name, field, record.check_by, each.overdue, owners.get(record.slug, ""),
                open_.get(record.slug),
            )  # fmt: skip
            found.append(line)
    return sorted(found, key=lambda line: (fold(line.field), fold(line.name)))


def retired(session: Session, lang: str) -> list[tuple[str, str]]:
    """Slug and last name of records that were taken out of sight."""
    gone = select(Procedure.slug).where(Procedure.live_version.is_(None)).order_by(Procedure.slug)
    found = []
    for slug in session.scalars(gone):
        content = session.scalar(
            select(Revision.content).where(Revision.slug == slug).order_by(Revision.version.desc()).limit(1)
        )
        if content is not None:
            found.append((slug, str(content["names"][0].get(lang) or content["names"][0]["vi"])))
    return found


def record_view(session: Session, slug: str, lang: str) -> RecordView:
    """One record with its versions. Raises NoSuchThing."""
    procedure = session.get(Procedure, slug)
    rows = session.scalars(select(Revision).where(Revision.slug == slug).order_by(Revision.version.desc())).all()
    if procedure is None or not rows:
        raise NoSuchThing
    live = procedure.live_version
    newest = next((row for row in rows if row.version == live), rows[0]).content
    people = session.execute(select(Account.id, Account.name, Account.roles).where(Account.active)).all()
    return RecordView(
        slug, str(newest["names"][0].get(lang) or newest["names"][0]["vi"]), live,
        [Version(row.version, row.created_at, row.author, row.reason, row.version == live) for row in rows],
        drafts(session, lang, slug=slug), session.get(RecordOwner, slug),
        sorted(
            ((row.id, row.name) for row in people if {"editor", "approver"} & set(row.roles)), key=lambda one: one[1]
        ),
    )  # fmt: skip


def content_of(session: Session, slug: str, version: int) -> dict[str, Any]:
    """What a version says. Raises NoSuchThing."""
    content: dict[str, Any] | None = session.scalar(
        select(Revision.content).where(Revision.slug == slug, Revision.version == version)
    )
    if content is None:
        raise NoSuchThing
    return content


def registers_of(session: Session) -> list[str]:
    """The registers that the desk edits."""
    return list(REGISTERS)


_OWNERS = select(RecordOwner.slug, Account.name).join(Account, Account.id == RecordOwner.account_id)
