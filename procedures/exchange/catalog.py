"""Takes a folder of catalog files in: as drafts, or, for the operator, at once. All of it or nothing."""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from procedures.drafts import RUNNING, Draft, DraftFailed, move, new_draft, untouched
from procedures.exchange.export import live_catalog
from procedures.publishing.files import Catalog, read_catalog
from procedures.publishing.load import digest_of, load, plain
from procedures.publishing.put_live import alone, live_base

SOURCE = "catalog"


@dataclass
class Taken:
    """Slugs, and registers as ``_laws``, by what became of them."""

    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Live, but not in the folder: left as they are, nothing is retired by leaving out a file."""
    drafts: dict[str, int] = field(default_factory=dict)
    """The drafts that were made. What changed and is not among them is being worked on in these very words."""
    replaced: list[int] = field(default_factory=list)
    """Earlier drafts that nobody had worked on: put away for these."""


def take_in(session: Session, folder: Path, author: str, publish: bool = False) -> Taken:
    """Takes in what differs from what is live: as drafts, or published. The caller commits.

    Raises procedures.publishing.files.BadCatalog, before anything is changed.
    """
    if publish:
        alone(session)
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
            _draft(session, key, parts[key], author, taken)
    return taken


def _parts(catalog: Catalog) -> dict[str, Any]:
    return {**catalog.records} | {f"_{name}": entries for name, entries in catalog.registers.items()}


def _draft(session: Session, key: str, part: Any, author: str, taken: Taken) -> None:
    content = {"entries": [plain(entry) for entry in part]} if isinstance(part, list) else plain(part)
    earlier = session.scalars(select(Draft).where(Draft.source == SOURCE, Draft.key == key)).all()
    running = [draft for draft in earlier if draft.state in RUNNING]
    over = len(earlier) - len(running)
    if {draft.digest for draft in running} & {_digest(content, number) for number in range(over + 1)}:
        return
    for draft in filter(untouched, running):
        with suppress(DraftFailed):  # somebody has begun to work on it at this moment
            move(session, draft.id, draft.revision, ("draft",), state="dropped")
            taken.replaced.append(draft.id)
            over += 1
        session.expire(draft)
    slug = None if key.startswith("_") else key
    base = live_base(session, key)
    made = new_draft(SOURCE, key, _digest(content, over), content, author=author, slug=slug, base=base)
    with suppress(IntegrityError), session.begin_nested():  # the same file, sent twice at once
        session.add(made)
        session.flush()
        taken.drafts[key] = made.id


def _digest(content: dict[str, Any], over: int) -> str:
    """The same words may come again when earlier drafts of them are done or put away: their number is part of it."""
    return digest_of([content, over] if over else content)
