"""Takes a folder of catalog files in: as drafts, or, for the operator, at once. All of it or nothing."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from procedures.drafts import Draft, new_draft, untouched
from procedures.exchange.export import live_catalog
from procedures.publishing.files import Catalog, read_catalog
from procedures.publishing.load import digest_of, load, plain
from procedures.publishing.put_live import live_base

SOURCE = "catalog"


@dataclass
class Taken:
    """Slugs, and registers as ``_laws``, by what became of them."""

    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Live, but not in the folder: left as they are, nothing is retired by leaving out a file."""


def take_in(session: Session, folder: Path, author: str, publish: bool = False) -> Taken:
    """Takes in what differs from what is live: as drafts, or published. The caller commits.

    Raises procedures.publishing.files.BadCatalog, before anything is changed.
    """
    catalog, live = read_catalog(folder), live_catalog(session)
    catalog.registers = {name: entries for name, entries in catalog.registers.items() if entries}
    parts, known = _parts(catalog), _parts(live)
    taken = Taken(missing=sorted(key for key in known.keys() - parts.keys() if known[key]))
    for key, part in sorted(parts.items()):
        (taken.unchanged if known.get(key) == part else taken.changed).append(key)
    if publish:
        load(session, catalog, author, f"import of {folder.name}")
    else:
        for key in taken.changed:
            _draft(session, key, parts[key], author)
    return taken


def _parts(catalog: Catalog) -> dict[str, Any]:
    return {**catalog.records} | {f"_{name}": entries for name, entries in catalog.registers.items()}


def _draft(session: Session, key: str, part: Any, author: str) -> None:
    content = {"entries": [plain(entry) for entry in part]} if isinstance(part, list) else plain(part)
    digest = digest_of(content)
    earlier = session.scalars(select(Draft).where(Draft.source == SOURCE, Draft.key == key)).all()
    if any(draft.digest == digest for draft in earlier):
        return
    for draft in earlier:
        if untouched(draft):
            session.delete(draft)
    slug = None if key.startswith("_") else key
    base = live_base(session, key)
    session.add(new_draft(SOURCE, key, digest, content, author=author, slug=slug, base=base))
