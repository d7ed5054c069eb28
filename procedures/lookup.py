"""What holds on a day: the live version of a record with only the rows in force, or a plain «no»."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from procedures import registers
from procedures.models import KnownName, Procedure, Register, Revision
from procedures.once import once
from procedures.record import SECTIONS, Code, Law, Name, Record, Row

PREVIEW = "preview"
"""Key of ``Session.info``: records by slug that this session shows instead of the live ones, as an editor's preview."""


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
    """A record as it holds on a day. ``whole`` keeps the rows of other days, for «what changes».

    In both a row without a first day has that of the youngest law that it cites, where the register knows one.
    """

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
    draft: Record | None = session.info.get(PREVIEW, {}).get(slug)
    if draft is not None:
        return _on(_dated(draft, registers.laws(session)), 0, on)
    return once(session, ("in force", slug, on), lambda: _live_on(session, slug, on))


def _live_on(session: Session, slug: str, on: date) -> InForce:
    revision = session.execute(_LIVE_ONE, {"slug": slug}).one_or_none()
    if revision is None:
        raise NotInCatalog(slug)
    whole = _read(session, revision.id, (revision.digest, revision.laws))
    return _on(whole, revision.version, on)


def live_record(session: Session, slug: str) -> Record | None:
    """The live version of a record as it was published, rows of all days; None where there is none."""
    content = session.scalar(_LIVE.with_only_columns(Revision.content).where(Procedure.slug == slug))
    return None if content is None else Record.model_validate(content)


def _on(whole: Record, version: int, on: date) -> InForce:
    names = tuple(name for name in whole.names if _holds(name, on))
    if not names:
        raise NotInForce(whole.slug)
    sections = {section: _rows(getattr(whole, section), on) for section in SECTIONS}
    codes = tuple(code for code in whole.codes if _holds(code, on) and not code.old)
    record = whole.model_copy(update={**sections, "names": names, "codes": codes})
    return InForce(record, whole, version, on)


def names_on(session: Session, slugs: Sequence[str], on: date) -> dict[str, Name]:
    """The names that these procedures have on that day; one without a name on it is left out. One query for all."""
    names = {}
    for revision in session.execute(_LIVE_OF, {"slugs": list(slugs)}):
        whole = _read(session, revision.id, (revision.digest, revision.laws))
        name = next((name for name in whole.names if _holds(name, on)), None)
        if name:
            names[whole.slug] = name
    return names


def by_code(session: Session, code: str) -> str | None:
    """The slug that a national code, new or old, leads to."""
    kinds = KnownName.kind.in_(("code", "old_code"))
    query = select(KnownName.slug).where(kinds, KnownName.folded == code).limit(1)
    return once(session, ("code", code), lambda: session.scalar(query))


def members(session: Session, family: str) -> list[str]:
    """Slugs of a family, in the order of the alphabet; empty for an unknown family."""
    return list(once(session, ("members", family), lambda: session.scalars(_MEMBERS, {"family": family}).all()))


def family_of(session: Session, slug: str) -> str | None:
    """The family of a procedure."""
    return once(session, ("family", slug), lambda: session.scalar(_FAMILY, {"slug": slug}))


def listing(session: Session, on: date) -> list[InForce]:
    """Every procedure that has a name on that day, in the order of the alphabet of slugs."""
    revisions, found = session.execute(_LIVE.order_by(Procedure.slug)).all(), []
    for start in range(0, len(revisions), _AT_ONCE):
        some = revisions[start : start + _AT_ONCE]
        unread = [revision.id for revision in some if (revision.digest, revision.laws) not in _CACHE]
        contents = select(Revision.id, Revision.content).where(Revision.id.in_(unread))
        read = {row.id: row.content for row in session.execute(contents)} if unread else {}
        for revision in some:
            whole = _read(session, revision.id, (revision.digest, revision.laws), read)
            try:
                found.append(_on(whole, revision.version, on))
            except NotInForce:
                continue
    return found


def _holds(part: Name | Code, on: date) -> bool:
    return (part.from_ is None or part.from_ <= on) and (part.to is None or on <= part.to)


def _rows(rows: tuple[Row, ...] | None, on: date) -> tuple[Row, ...] | None:
    return None if rows is None else tuple(row for row in rows if row.in_force(on))


_LAWS = select(Register.digest).where(Register.name == "laws").scalar_subquery()
_LIVE = select(Revision.id, Revision.version, Revision.digest, _LAWS.label("laws")).join(
    Procedure, (Procedure.slug == Revision.slug) & (Procedure.live_version == Revision.version)
)
"""What names the live version of each record, without its content."""
_LIVE_ONE = _LIVE.where(Procedure.slug == bindparam("slug"))
_FAMILY = select(Procedure.family).where(Procedure.slug == bindparam("slug"))
_MEMBERS = (
    select(Procedure.slug)
    .where(Procedure.family == bindparam("family"), Procedure.live_version.is_not(None))
    .order_by(Procedure.slug)
)
_LIVE_OF = _LIVE.where(Procedure.slug.in_(bindparam("slugs", expanding=True)))
_AT_ONCE = 500
"""Contents read by one query; data bases bound the number of its values."""
_CACHE: dict[tuple[str, str | None], Record] = {}
_CACHE_SIZE = 8192


def _read(
    session: Session, revision_id: int, digests: tuple[str, str | None],
    contents: Mapping[int, dict[str, Any]] = MappingProxyType({}),
) -> Record:  # fmt: skip
    """The record of a revision with its rows dated; kept by the digests of its content and of the laws.

    ``contents``: of revisions that were read already.
    """
    record = _CACHE.get(digests)
    if record is None:
        content = contents.get(revision_id)
        if content is None:
            content = session.scalars(select(Revision.content).where(Revision.id == revision_id)).one()
        laws, digest = registers.laws_with_digest(session)  # not always those that the caller's query saw
        record = _dated(Record.model_validate(content), laws)
        if len(_CACHE) >= _CACHE_SIZE:
            _CACHE.clear()
        _CACHE[digests[0], digest] = record
    return record


def _dated(record: Record, laws: Mapping[str, Law]) -> Record:
    """The record with a first day for each row that has none and cites a law whose first day is known.

    A rule can't be older than the youngest document that it rests on; without this it would hold for ever.
    """
    sections = {}
    for section in SECTIONS:
        rows: tuple[Row, ...] | None = getattr(record, section)
        if rows:
            sections[section] = tuple(_dated_row(row, laws) for row in rows)
    return record.model_copy(update=sections)


def _dated_row(row: Row, laws: Mapping[str, Law]) -> Row:
    starts = [start for title in row.basis if title in laws and (start := laws[title].from_)]
    if row.from_ or not starts or (row.to and max(starts) > row.to):
        return row
    return row.model_copy(update={"from_": max(starts)})
