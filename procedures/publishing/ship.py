"""Publishes the catalog that comes with the code, at every start, without undoing what was published since.

What an import or the desk published stays live until the file itself says something new. So that this can be told, the
digest of all that was shipped last is kept as one more row of the registers' table, called ``shipped``.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from procedures.models import Procedure, Register, Revision
from procedures.publishing.files import Catalog
from procedures.publishing.load import digest_of, load, plain
from procedures.publishing.put_live import alone

SHIPPED = "shipped"


@dataclass(frozen=True)
class Shipped:
    """Slugs, and registers as ``_laws``, by what became of them."""

    changed: list[str]
    replaced: list[str]
    """Those of ``changed`` that somebody else had published: the files say something new, and their word is live."""
    kept: list[str]
    """What somebody else has published since; the files say nothing new about it, so it stays live."""


def ship(session: Session, catalog: Catalog) -> Shipped:
    """Publishes what the files say now and did not say when they were last shipped. The caller commits."""
    alone(session)
    shipped, live, files = _shipped(session), _live(session), _files(catalog)
    new = {part for part, digest in files.items() if shipped.get(part) != digest}
    records = {slug: record for slug, record in catalog.records.items() if slug in new}
    registers = {name: entries for name, entries in catalog.registers.items() if f"_{name}" in new}
    changed = load(session, Catalog(records, registers))
    if new:
        content = [{"part": part, "digest": digest} for part, digest in sorted((shipped | files).items())]
        session.merge(Register(name=SHIPPED, digest=digest_of(content), content=content))
    others = {part for part, digest in shipped.items() if live.get(part) != digest}
    return Shipped(
        changed,
        replaced=[part for part in changed if part in others],
        kept=sorted(part for part in others & files.keys() if part not in new),
    )


def _files(catalog: Catalog) -> dict[str, str]:
    """Digests of all that the files say."""
    files = {slug: digest_of(plain(record)) for slug, record in catalog.records.items()}
    return files | {
        f"_{name}": digest_of([plain(entry) for entry in entries]) for name, entries in catalog.registers.items()
    }


def _shipped(session: Session) -> dict[str, str]:
    """Digests of what the files said when they were last shipped."""
    register = session.get(Register, SHIPPED)
    return {entry["part"]: entry["digest"] for entry in register.content} if register else {}


def _live(session: Session) -> dict[str, str]:
    """Digests of what is live."""
    revisions = select(Revision.slug, Revision.digest).join(
        Procedure, (Procedure.slug == Revision.slug) & (Procedure.live_version == Revision.version)
    )
    live = {row.slug: row.digest for row in session.execute(revisions)}
    registers = select(Register.name, Register.digest).where(Register.name != SHIPPED)
    return live | {f"_{row.name}": row.digest for row in session.execute(registers)}
