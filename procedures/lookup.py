"""What holds on a day: the live version of a record with only the rows in force, or a plain «no»."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from procedures.models import KnownName, Procedure, Revision
from procedures.record import SECTIONS, Code, Name, Record, Row


class LookupFailed(Exception):
    """Raised by look-ups.

    LookupFailed
    ├── NotInCatalog    nothing is known under that slug
    └── NotInForce      it is known, but not for that day
    """

    def __init__(self, slug: str):
        super().__init__(slug)
        self.slug = slug


class NotInCatalog(LookupFailed):
    """Nothing is known under that slug."""


class NotInForce(LookupFailed):
    """The procedure is known, but not for that day."""


@dataclass(frozen=True)
class InForce:
    """A record as it holds on a day. ``whole`` keeps the rows of other days, for «what changes»."""

    record: Record
    whole: Record
    version: int
    on: date

    @property
    def name(self) -> Name:
        """The name in force on the day."""
        return self.record.names[0]

    @property
    def overdue(self) -> bool:
        """Whether the record should have been checked again before that day."""
        return self.on > self.record.check_by


def in_force(session: Session, slug: str, on: date) -> InForce:
    """The live version of a record as it holds on that day.

    Raises NotInCatalog for an unknown slug, NotInForce where no name of it holds on the day. A section all of whose
    rows belong to other days is empty, never filled from the nearest day.
    """
    revision = session.execute(
        select(Revision.id, Revision.version, Revision.digest)
        .join(Procedure, (Procedure.slug == Revision.slug) & (Procedure.live_version == Revision.version))
        .where(Procedure.slug == slug)
    ).one_or_none()
    if revision is None:
        raise NotInCatalog(slug)
    whole = _read(session, revision.id, revision.digest)
    names = tuple(name for name in whole.names if _holds(name, on))
    if not names:
        raise NotInForce(slug)
    sections = {section: _rows(getattr(whole, section), on) for section in SECTIONS}
    codes = tuple(code for code in whole.codes if _holds(code, on) and not code.old)
    record = whole.model_copy(update={**sections, "names": names, "codes": codes})
    return InForce(record, whole, revision.version, on)


def by_code(session: Session, code: str) -> str | None:
    """The slug that a national code, new or old, leads to."""
    return session.scalar(
        select(KnownName.slug).where(KnownName.kind.in_(("code", "old_code")), KnownName.folded == code).limit(1)
    )


def members(session: Session, family: str) -> list[str]:
    """Slugs of a family, in the order of the alphabet; empty for an unknown family."""
    return list(
        session.scalars(
            select(Procedure.slug)
            .where(Procedure.family == family, Procedure.live_version.is_not(None))
            .order_by(Procedure.slug)
        )
    )


def family_of(session: Session, slug: str) -> str | None:
    """The family of a procedure."""
    return session.scalar(select(Procedure.family).where(Procedure.slug == slug))


def listing(session: Session, on: date) -> list[InForce]:
    """Every procedure that has a name on that day, in the order of the alphabet of slugs."""
    found = []
    for slug in session.scalars(
        select(Procedure.slug).where(Procedure.live_version.is_not(None)).order_by(Procedure.slug)
    ):
        try:
            found.append(in_force(session, slug, on))
        except NotInForce:
            continue
    return found


def _holds(part: Name | Code, on: date) -> bool:
    return (part.from_ is None or part.from_ <= on) and (part.to is None or on <= part.to)


def _rows(rows: tuple[Row, ...] | None, on: date) -> tuple[Row, ...] | None:
    return None if rows is None else tuple(row for row in rows if row.in_force(on))


_CACHE: dict[str, Record] = {}
_CACHE_SIZE = 8192


def _read(session: Session, revision_id: int, digest: str) -> Record:
    """The record of a revision; kept by the digest of its content, so it can't be of another data base or version."""
    record = _CACHE.get(digest)
    if record is None:
        content = session.scalars(select(Revision.content).where(Revision.id == revision_id)).one()
        record = Record.model_validate(content)
        if len(_CACHE) >= _CACHE_SIZE:
            _CACHE.clear()
        _CACHE[digest] = record
    return record
