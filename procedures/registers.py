"""What several records share: legal documents, sources, notices, hotlines, families."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from procedures.models import Register
from procedures.once import once
from procedures.record import Contact, Family, Law, Notice, Source, Strict

_CACHE: dict[tuple[str, str], tuple[Strict, ...]] = {}
_DIGEST = select(Register.digest).where(Register.name == bindparam("name"))


def _entries[Entry: Strict](session: Session, name: str, form: type[Entry]) -> Sequence[Entry]:
    """A register's entries; kept by the digest of their content."""
    digest = once(session, ("register", name), lambda: session.scalar(_DIGEST, {"name": name}))
    if digest is None:
        return ()
    entries = _CACHE.get((name, digest))
    if entries is None:
        content = session.scalars(select(Register.content).where(Register.name == name)).one()
        entries = tuple(form.model_validate(entry) for entry in content)
        for old in [key for key in list(_CACHE) if key[0] == name]:
            _CACHE.pop(old, None)  # another thread may have been first
        _CACHE[name, digest] = entries
    return entries  # type: ignore[return-value]  # the register's name fixes the form


def laws(session: Session) -> dict[str, Law]:
    """Legal documents by the title by which rows cite them."""
    return once(session, "laws", lambda: {law.title: law for law in _entries(session, "laws", Law)})


def sources(session: Session) -> dict[str, Source]:
    """Sources by key."""
    return once(session, "sources", lambda: {source.key: source for source in _entries(session, "sources", Source)})


def notices(session: Session, slug: str, topic: str, on: date) -> list[Notice]:
    """Notices in force on the day that matter to this procedure and topic; one without topics matters to all."""
    return [
        notice
        for notice in all_notices(session, slug)
        if notice.in_force(on) and (not notice.topics or topic in notice.topics)
    ]


def all_notices(session: Session, slug: str) -> list[Notice]:
    """Notices of any day and topic that matter to a procedure."""
    return [notice for notice in _entries(session, "notices", Notice) if slug in notice.slugs]


def contacts(session: Session) -> Sequence[Contact]:
    """Hotlines in the order of the register."""
    return _entries(session, "contacts", Contact)


def families(session: Session) -> dict[str, Family]:
    """Families that have a name of their own, by family."""
    return {family.family: family for family in _entries(session, "families", Family)}
