"""Puts one record or register live on condition that what it replaces is still live; or takes a record out of sight.

Each is part of the caller's one transaction: until that commits, everything is as it was.
"""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from sqlalchemy import ColumnElement, delete, false, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from procedures.calendar import now
from procedures.exchange.export import own_parts
from procedures.lookup import live_record
from procedures.models import KnownName, Procedure, Publication, Register
from procedures.publishing.files import inherit
from procedures.publishing.load import digest_of, plain, publish
from procedures.record import Record

PUBLISHING = 77_001
"""The name of the lock; any number that no other lock of the data base has."""


class LiveMoved(Exception):
    """Raised where something else is live than the change was made from."""


def alone(session: Session) -> None:
    """Waits until nobody else is publishing; until the caller's transaction ends nobody else does.

    Called before anything is looked at: else two that each are sound might together leave a record leaning on what is
    gone, or a variant on a section of its parent's former version.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(PUBLISHING)))
    else:  # SQLite has one writer at a time: to write nothing is to be that one
        session.execute(delete(Publication).where(false()))


def resolved(session: Session, record: Record) -> Record:
    """The record with what it leaves out taken from its parent that is live; one without a parent as it is."""
    parent = live_record(session, record.inherits_from) if record.inherits_from else None
    return record if parent is None else inherit(record, parent)


def put_live(session: Session, record: Record, base: int | None, author: str, reason: str) -> int:
    """Makes the record live and lets its variants follow in what they share with it; gives the version now live.

    Raises LiveMoved unless version ``base`` is live (None: no version is).
    """
    _claim(session, record, base)
    before = live_record(session, record.slug)
    publish(session, record, author, reason)
    changed = [record.slug, *_lead(session, before, record, author, reason)]
    session.add(Publication(at=now(), what=", ".join(changed)))
    session.flush()
    return session.execute(select(Procedure.live_version).where(Procedure.slug == record.slug)).scalar_one() or 0


def retire(session: Session, slug: str, base: int | None) -> None:
    """Takes a record out of sight; its revisions stay. Raises LiveMoved unless version ``base`` is live."""
    if not _changed(session, update(Procedure).where(*_at(slug, base)).values(live_version=None)) or base is None:
        raise LiveMoved(slug)
    session.execute(delete(KnownName).where(KnownName.slug == slug))
    session.add(Publication(at=now(), what=slug))
    session.flush()


def put_register(session: Session, name: str, entries: Sequence[BaseModel], base: str | None) -> str:
    """Makes these the entries of a register; gives their digest. Raises LiveMoved unless digest ``base`` is live."""
    content = [plain(entry) for entry in entries]
    digest = digest_of(content)
    values = {"digest": digest, "content": content}
    if base is None:
        try:
            with session.begin_nested():
                session.execute(insert(Register).values(name=name, **values))
        except IntegrityError as error:
            raise LiveMoved(name) from error
    else:
        here = Register.name == name, Register.digest == base
        if not _changed(session, update(Register).where(*here).values(values)):
            raise LiveMoved(name)
    session.add(Publication(at=now(), what=f"_{name}"))
    session.flush()
    return digest


def live_base(session: Session, key: str) -> str | None:
    """What ``Draft.base`` says of a record, or of a register (``_laws``), as it is live now."""
    if key.startswith("_"):
        return session.scalar(select(Register.digest).where(Register.name == key[1:]))
    version = session.scalar(select(Procedure.live_version).where(Procedure.slug == key))
    return None if version is None else str(version)


def _claim(session: Session, record: Record, base: int | None) -> None:
    """The first statement of all: whoever comes second waits here for the first and then finds another version."""
    claim = update(Procedure).where(*_at(record.slug, base)).values(family=record.family)
    if _changed(session, claim):
        return
    if base is not None or session.scalar(select(Procedure.slug).where(Procedure.slug == record.slug)):
        raise LiveMoved(record.slug)
    try:
        with session.begin_nested():
            session.execute(insert(Procedure).values(slug=record.slug, family=record.family, live_version=None))
    except IntegrityError as error:
        raise LiveMoved(record.slug) from error


def _lead(session: Session, before: Record | None, record: Record, author: str, reason: str) -> list[str]:
    """Variants that had a section from the record's former version have it from the new one."""
    if before is None:
        return []
    members = select(Procedure.slug).where(Procedure.family == record.family, Procedure.slug != record.slug)
    changed = []
    for slug in session.scalars(members.order_by(Procedure.slug)).all():
        variant = live_record(session, slug)
        if variant is not None and variant.inherits_from == record.slug:
            follows = inherit(own_parts(variant, {record.slug: before}), record)
            if publish(session, follows, author, reason):
                changed.append(slug)
    return changed


def _at(slug: str, base: int | None) -> tuple[ColumnElement[bool], ...]:
    version = Procedure.live_version
    return Procedure.slug == slug, version.is_(None) if base is None else version == base


def _changed(session: Session, statement: Any) -> bool:
    result: Any = session.execute(statement.execution_options(synchronize_session="fetch"))
    return bool(result.rowcount)
