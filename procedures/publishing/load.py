"""Takes a catalog into the data base: each record that changed becomes a new frozen revision and goes live at once."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from procedures.calendar import now
from procedures.models import KnownName, Procedure, Publication, Register, Revision
from procedures.publishing.files import Catalog
from procedures.record import Record
from procedures.text import fold


def load(
    session: Session, catalog: Catalog, author: str = "catalog", reason: str = "files of the catalog"
) -> list[str]:
    """Publishes what differs from the live versions; gives the slugs and registers that changed. The caller commits."""
    changed = [slug for slug, record in catalog.records.items() if publish(session, record, author, reason)]
    for name, entries in catalog.registers.items():
        content = [plain(entry) for entry in entries]
        digest = digest_of(content)
        register = session.get(Register, name)
        if register is None or register.digest != digest:
            session.merge(Register(name=name, digest=digest, content=content))
            changed.append(f"_{name}")
    if changed:
        session.add(Publication(at=now(), what=", ".join(changed)))
    return changed


def publish(session: Session, record: Record, author: str, reason: str) -> bool:
    """Makes the record the live version, unless it already is. True if anything changed."""
    content = plain(record)
    digest = digest_of(content)
    procedure = session.get(Procedure, record.slug)
    if procedure is None:
        procedure = Procedure(slug=record.slug, family=record.family, live_version=None)
        session.add(procedure)
        session.flush()
    live = session.scalar(
        select(Revision.digest).where(Revision.slug == record.slug, Revision.version == procedure.live_version)
    )
    if live == digest:
        return False
    newest = session.scalar(select(func.max(Revision.version)).where(Revision.slug == record.slug)) or 0
    session.add(
        Revision(
            slug=record.slug,
            version=newest + 1,
            digest=digest,
            content=content,
            author=author,
            reason=reason,
            created_at=now(),
        )
    )
    procedure.family, procedure.live_version = record.family, newest + 1
    session.flush()
    _name(session, record)
    return True


def _name(session: Session, record: Record) -> None:
    session.execute(delete(KnownName).where(KnownName.slug == record.slug))
    rows: list[tuple[str, str, Any, Any]] = []
    for name in record.names:
        rows += [("name", name.vi, name.from_, name.to), ("name", name.en, name.from_, name.to)]
    rows += [("alias", alias, None, None) for alias in (*record.aliases.vi, *record.aliases.en)]
    rows += [("short", short, None, None) for short in record.short_names]
    if record.guide:
        rows += [("guide", phrase, None, None) for phrase in (*record.guide.names.vi, *record.guide.names.en)]
    if not record.inherits_from:  # a code shared by variants leads to the family
        rows += [("old_code" if code.old else "code", code.code, code.from_, code.to) for code in record.codes]
    for kind, text, from_, to in dict.fromkeys(rows):
        folded = text if kind in ("code", "old_code") else fold(text)
        session.add(KnownName(slug=record.slug, kind=kind, text=text, folded=folded, from_=from_, to=to))


def plain(part: BaseModel) -> dict[str, Any]:
    """A record or an entry of a register as the data base keeps it."""
    return part.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def digest_of(content: Any) -> str:
    """Equal for equal content, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
