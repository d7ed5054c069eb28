"""The steps of a draft: draft → in_review → changes_asked or approved → published, or dropped.

Each is one conditional UPDATE that names the revision which the person has read, a row of the draft's history and a
row of the audit log, in one transaction. Raises procedures.drafts.DraftFailed and EditError.
"""

from collections.abc import Mapping

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.editing.carry import carried
from bot.web.editing.errors import HasProblems, Missing, NoSuchThing, NotNow, NoWriter, OwnWork
from bot.web.editing.follow import loosen
from bot.web.editing.models import DraftEvent, DraftWriter
from bot.web.editing.state import all_problems
from bot.web.intake.hide import hide
from procedures.calendar import now
from procedures.drafts import OPEN, Draft, NoSuchDraft, State, move
from procedures.publishing.put_live import live_base

LONGEST_REASON = 1000


def submit(session: Session, who: Who, draft: int, revision: int, reason: str) -> None:
    """To the approvers, with the reason of the change: whoever hands it in answers for it as a writer does.

    One with mistakes stays. Raises HasProblems.
    """
    _sound(session, _get(session, draft))
    step(session, who, draft, revision, OPEN, "in_review", "submitted", reason)
    _answers_for(session, who, draft)


def withdraw(session: Session, who: Who, draft: int, revision: int, reason: str) -> None:
    """Back to work."""
    step(session, who, draft, revision, ("in_review", "approved"), "draft", "withdrawn", reason)


def ask_changes(session: Session, who: Who, draft: int, revision: int, reason: str) -> None:
    """Back to whoever wrote it, with what is to be changed."""
    step(session, who, draft, revision, ("in_review", "approved"), "changes_asked", "changes_asked", reason)


def approve(session: Session, who: Who, draft: int, revision: int, reason: str) -> None:
    """The second pair of eyes. Raises OwnWork for whoever wrote any of it, NoWriter, HasProblems."""
    found = _get(session, draft)
    wrote = writers(session, draft)
    if who.account_id is None or who.account_id in wrote:
        raise OwnWork
    if not wrote:
        raise NoWriter
    _sound(session, found)
    step(session, who, draft, revision, ("in_review",), "approved", "approved", reason)


def drop(session: Session, who: Who, draft: int, revision: int, reason: str) -> None:
    """Puts it away; nothing is lost, but it is no longer worked on."""
    step(session, who, draft, revision, OPEN, "dropped", "dropped", reason)


def rebase(session: Session, who: Who, draft: int, revision: int, reason: str) -> None:
    """Says that what is live by now was looked at: the draft keeps its changes, the rest says what is live."""
    found = _get(session, draft)
    state = found.state
    base = live_base(session, found.key if found.slug is None else found.slug)
    content, taken = carried(session, found, base)
    step(session, who, draft, revision, OPEN, state, "rebased", reason, told={"taken": taken}, base=base)
    if taken:
        session.execute(update(Draft).where(Draft.id == draft).values(content=content))
        loosen(session, draft, taken)
    _answers_for(session, who, draft)


STEPS = {
    "submit": submit, "withdraw": withdraw, "drop": drop, "rebase": rebase, "ask": ask_changes, "approve": approve,
}  # fmt: skip


def step(
    session: Session, who: Who, draft: int, revision: int, states: tuple[State, ...], to: State | str, kind: str,
    reason: str, told: Mapping[str, object] | None = None, **values: object,
) -> None:  # fmt: skip
    """One step; ``told`` is for the log. Raises Missing without a reason, NotNow where the state does not allow it."""
    reason = hide(reason)[:LONGEST_REASON]
    if not reason:
        raise Missing("reason")
    found = _get(session, draft)
    before = found.state
    if found.revision == revision and before not in states:
        raise NotNow
    move(session, draft, revision, states, state=to, **values)
    add_event(session, who, draft, revision, kind, reason)
    after = {"state": to, **values, **(told or {})}
    audit.write(session, who, f"draft_{kind}", ("draft", draft), {"state": before}, after, reason)


def add_event(session: Session, who: Who, draft: int, revision: int, kind: str, reason: str) -> None:
    """One row of the history."""
    session.add(DraftEvent(draft_id=draft, at=now(), by_id=who.account_id, kind=kind, revision=revision, reason=reason))


def writers(session: Session, draft: int) -> set[int]:
    """Accounts that have changed what it says, or handed it in."""
    return set(session.scalars(select(DraftWriter.account_id).where(DraftWriter.draft_id == draft)))


def _answers_for(session: Session, who: Who, draft: int) -> None:
    if who.account_id is not None:
        session.merge(DraftWriter(draft_id=draft, account_id=who.account_id))


def _get(session: Session, draft: int) -> Draft:
    found = session.get(Draft, draft, populate_existing=True)
    if found is None:
        raise NoSuchDraft(str(draft))
    return found


def _sound(session: Session, draft: Draft) -> None:
    if draft.slug is None and not draft.key.startswith("_"):
        raise NoSuchThing
    if all_problems(session, draft):
        raise HasProblems
