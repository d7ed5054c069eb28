"""From approved to live: one transaction, done once however often it is asked for; and running bots learn the names."""

import asyncio
from datetime import timedelta

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.edge import Edge
from bot.web.editing.errors import HasProblems, Moved, NotNow
from bot.web.editing.models import DraftEvent
from bot.web.editing.state import leaned_on, read, register_of
from bot.web.editing.workflow import add_event
from bot.web.jobs import Work
from bot.web.logs import where
from procedures.drafts import Draft, DraftChanged, NoSuchDraft, move
from procedures.models import Publication
from procedures.publishing.names import write_names
from procedures.publishing.put_live import LiveMoved, alone, put_live, put_register, resolved, retire
from procedures.record import Record

log = structlog.get_logger()


def publish(session: Session, who: Who, draft: int, revision: int) -> str | None:
    """Makes the draft live as it was approved at that revision; gives what is live now (None: retired).

    Asked for again with the same revision it changes nothing. Raises DraftFailed, NotNow where it is not approved,
    HasProblems where something it leans on has gone since or something live leans on what it takes away, Moved
    where something else is live by now.
    """
    alone(session)
    found = session.get(Draft, draft, populate_existing=True)
    if found is None:
        raise NoSuchDraft(str(draft))
    if found.state == "published" and _done(session, draft, revision):
        return found.outcome
    if found.revision == revision and found.state != "approved":
        raise NotNow
    try:
        move(session, draft, revision, ("approved",), state="published")
    except DraftChanged:
        if _done(session, draft, revision):  # by another click at the same moment
            return session.scalar(select(Draft.outcome).where(Draft.id == draft))
        raise
    reason = _reason(session, draft)
    try:
        outcome = _put(session, found, reason)
    except LiveMoved as error:
        raise Moved from error
    found.outcome = outcome
    add_event(session, who, draft, revision, "published", reason)
    before, after = {"live": found.base}, {"live": outcome}
    audit.write(session, who, "retire" if found.intent == "retire" else "publish", _what(found), before, after, reason)
    return outcome


async def tell_bots(edge: Edge) -> None:
    """Writes the names that running Rasa processes watch. What fails here is done by the job, within a minute."""
    try:
        await asyncio.to_thread(_write, edge)
    except OSError as error:
        log.error("names_not_written", error=type(error).__name__, where=where(error))


def _write(edge: Edge) -> None:
    for _ in range(3):  # somebody may publish while the file is being written: the last one must be the newest
        with edge.sessions() as session:
            newest = session.scalar(select(func.max(Publication.id)))
            write_names(session, edge.settings.names)
        with edge.sessions() as session:
            if session.scalar(select(func.max(Publication.id))) == newest:
                return


NAMES = Work("names", timedelta(minutes=1), tell_bots)
"""After a crash between publishing and writing the file."""


def _put(session: Session, draft: Draft, reason: str) -> str | None:
    base = draft.base
    register = register_of(draft)
    if draft.intent == "retire":
        if leaned_on(session, draft, None):
            raise HasProblems
        retire(session, draft.key, None if base is None else int(base))
        return None
    read_as, problems = read(session, draft)
    if problems or read_as is None or leaned_on(session, draft, read_as):
        raise HasProblems
    if register is not None and isinstance(read_as, list):
        return put_register(session, register, read_as, base)
    assert isinstance(read_as, Record)
    whole = resolved(session, read_as)
    return str(put_live(session, whole, None if base is None else int(base), draft.author, reason))


def _done(session: Session, draft: int, revision: int) -> bool:
    same = DraftEvent.draft_id == draft, DraftEvent.kind == "published", DraftEvent.revision == revision
    return session.scalar(select(DraftEvent.id).where(*same)) is not None


def _reason(session: Session, draft: int) -> str:
    """Why it was changed, as it was said when it was handed in."""
    said = DraftEvent.draft_id == draft, DraftEvent.kind == "submitted"
    return session.scalar(select(DraftEvent.reason).where(*said).order_by(DraftEvent.id.desc()).limit(1)) or ""


def _what(draft: Draft) -> tuple[str, object]:
    return ("register", draft.key[1:]) if draft.slug is None else ("record", draft.slug)
