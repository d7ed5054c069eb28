"""Makes a draft of each record of a file, in batches, each committed on its own.

An import that was cut off is simply run again: what has the same source, code and content is there already. A draft on
which somebody has worked is never changed; newer content of the same code then becomes a draft beside it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from procedures import registers
from procedures.drafts import Draft, new_draft, untouched
from procedures.exchange.portal import values
from procedures.exchange.portal.mapping import mapped
from procedures.exchange.portal.parsing import parse, problem
from procedures.exchange.portal.reading import check, records
from procedures.models import KnownName
from procedures.publishing.load import digest_of

BATCH = 200


@dataclass
class Report:
    """Counts of an import."""

    total: int = 0
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    """Records without a valid code or name, or whose code came before in the same file: no draft was made."""
    problems: int = 0


@dataclass(frozen=True)
class Unread:
    """A field of a record that could not be read: where it stands in the file, its value shortened, and why."""

    line: int
    code: str
    field: str
    value: str
    why: str


def import_portal(
    sessions: sessionmaker[Session], path: Path, source: str, author: str, *,
    progress: Callable[[Report], None] = lambda report: None, unread: Callable[[Unread], None] = lambda unread: None,
    batch: int = BATCH,
) -> Report:  # fmt: skip
    """Drafts of all records of the file; ``progress`` is called after each batch, ``unread`` for each problem.

    Raises procedures.exchange.portal.reading.BadFile before anything is changed.
    """
    report, seen = Report(total=check(path)), set[str]()
    with sessions() as session:
        laws = {number: title for title in registers.laws(session) if (number := values.law_number(title))}
        codes = select(KnownName.text, KnownName.slug).where(KnownName.kind.in_(("code", "old_code")))
        slugs = {row.text: row.slug for row in session.execute(codes)}
    for part in _batches(records(path), batch):
        with sessions.begin() as session:
            _take(session, part, _Into(source, author, laws, slugs, seen), report, unread)
        progress(report)
    return report


@dataclass(frozen=True)
class _Into:
    source: str
    author: str
    laws: Mapping[str, str]
    slugs: Mapping[str, str]
    seen: set[str]


def _take(
    session: Session, part: list[tuple[int, dict[str, Any]]], into: _Into, report: Report,
    unread: Callable[[Unread], None],
) -> None:  # fmt: skip
    drafts = []
    for line, raw in part:
        report.read += 1
        draft, problems = _draft(raw, into)
        code = draft.key if draft else str(raw.get("code") or raw.get("Mã thủ tục") or "")
        for each in problems:
            unread(Unread(line, code[:20], **each))
        report.problems += len(problems)
        if draft is None:
            report.refused += 1
        else:
            drafts.append(draft)
    wanted = [draft.key for draft in drafts]
    earlier: dict[str, list[Draft]] = {}
    for known in session.scalars(select(Draft).where(Draft.source == into.source, Draft.key.in_(wanted))):
        earlier.setdefault(known.key, []).append(known)
    for draft in drafts:
        _keep(session, draft, earlier.get(draft.key, []), report)


def _draft(raw: dict[str, Any], into: _Into) -> tuple[Draft | None, list[dict[str, str]]]:
    record, problems = parse(raw)
    if record is None:
        return None, problems
    code = values.code(record.code)
    if code is None:
        return None, [*problems, problem("code", record.code, "is no national code such as 1.004222")]
    if code in into.seen:
        return None, [*problems, problem("code", code, "came before in this file; the first was taken")]
    into.seen.add(code)
    content, more = mapped(record, into.source, into.laws)
    digest = digest_of(raw)
    slug, problems = into.slugs.get(code), [*problems, *more]
    return new_draft(into.source, code, digest, content, author=into.author, slug=slug, problems=problems), problems


def _keep(session: Session, draft: Draft, earlier: list[Draft], report: Report) -> None:
    if any(known.digest == draft.digest for known in earlier):
        report.unchanged += 1
        return
    old = [known for known in earlier if untouched(known)]
    if old:
        report.changed += 1
        for field in ("digest", "content", "problems", "slug", "author", "updated_at"):
            setattr(old[0], field, getattr(draft, field))
    else:
        report.new += 1
        session.add(draft)


def _batches[Item](items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
