"""What several records share: legal documents, sources, notices, hotlines, families."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from procedures.models import Register
from procedures.once import once
from procedures.record import Contact, Family, Law, Notice, Source, Strict

_CACHE: dict[tuple[str, str], "_Held"] = {}
_KEYS = {"laws": "title", "sources": "key"}
"""Registers that are asked by a field of their entries."""
_DIGESTS = select(Register.name, Register.digest)


@dataclass(frozen=True)
class _Held:
    """A register's entries, and the digest of exactly that content."""

    digest: str | None = None
    entries: tuple[Strict, ...] = ()
    by_key: Mapping[str, Strict] = field(default_factory=dict)
    """For the registers of ``_KEYS``."""


def _held(session: Session, name: str, form: type[Strict]) -> _Held:
    digest = once(session, "registers", lambda: {row.name: row.digest for row in session.execute(_DIGESTS)}).get(name)
    if digest is None:
        return _Held()
    held = _CACHE.get((name, digest))
    if held is None:
        # With its digest: it may have been published anew since the first was read.
        row = session.execute(select(Register.content, Register.digest).where(Register.name == name)).one()
        entries = tuple(form.model_validate(entry) for entry in row.content)
        by_key = {getattr(entry, _KEYS[name]): entry for entry in entries} if name in _KEYS else {}
        held = _Held(row.digest, entries, by_key)
        for old in [key for key in list(_CACHE) if key[0] == name]:
            _CACHE.pop(old, None)  # another thread may have been first
        _CACHE[name, row.digest] = held
    return held


def _entries[Entry: Strict](session: Session, name: str, form: type[Entry]) -> Sequence[Entry]:
    """A register's entries; kept by the digest of their content."""
    return _held(session, name, form).entries  # type: ignore[return-value]  # the register's name fixes the form


def laws(session: Session) -> Mapping[str, Law]:
    """Legal documents by the title by which rows cite them."""
    return laws_with_digest(session)[0]


def laws_with_digest(session: Session) -> tuple[Mapping[str, Law], str | None]:
    """The same, and the digest of just this content: not always the newest, in a session that remembers."""
    held = _held(session, "laws", Law)
    return cast(Mapping[str, Law], held.by_key), held.digest


def sources(session: Session) -> Mapping[str, Source]:
    """Sources by key."""
    return cast(Mapping[str, Source], _held(session, "sources", Source).by_key)


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
