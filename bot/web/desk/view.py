"""What the page of a conversation shows, read in one transaction with its row in the log of reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.accounts.models import Account
from bot.web.accounts.signed_in import SignedIn
from bot.web.conversations import Entry, items_since
from bot.web.desk import marks, private, reads
from bot.web.desk.did import Did, did
from bot.web.desk.hands.release import ANSWERS
from bot.web.desk.inbox import team_names
from bot.web.desk.models import Handover, StaffNote
from bot.web.desk.queue.presence import here
from bot.web.desk.sight import leads, look_at, why
from bot.web.models import Conversation
from procedures.calendar import aware, now


@dataclass(frozen=True)
class Shown:
    """``kept``: numbers of this talk that its holder may reveal, by item. ``names`` of accounts by number."""

    conversation: Conversation
    held_by_me: bool
    may_act: bool
    """Holds it, or leads: may give back, pass on, close."""
    may_test: bool
    """Whether they may mark it as a test chat."""
    stage: str
    since: datetime
    entries: Sequence[Entry]
    did: Did
    hands: Sequence[Handover]
    notes: Sequence[StaffNote]
    kept: Mapping[int, list[tuple[int, str]]]
    names: Mapping[int, str]
    teams: Mapping[int, str]
    colleagues: Sequence[tuple[int, str]]
    """Who could go on with it: those who answer citizens; those who are there first."""


def see(session: Session, me: SignedIn, who: Who, conversation_id: str, *, opening: bool) -> Shown:
    """All of it. ``opening``: a view of its own in the log. Raises NoSuchTalk."""
    found = look_at(session, me, conversation_id)
    (reads.opened if opening else reads.seen)(session, who, conversation_id, why(session, me, found))
    entries = items_since(session, conversation_id)
    mine = found.stage == "held" and found.holder_id == me.account_id
    stage = "closed" if found.closed_at is not None else found.stage
    hands = session.scalars(
        select(Handover).where(Handover.conversation_id == conversation_id).order_by(Handover.id.desc()).limit(30)
    )
    notes = session.scalars(
        select(StaffNote).where(StaffNote.conversation_id == conversation_id).order_by(StaffNote.id.desc()).limit(50)
    )
    people = list(session.scalars(select(Account).order_by(Account.name, Account.id)))
    there = {each.account_id for each in here(session)}
    others = [each for each in people if each.active and ANSWERS & set(each.roles) and each.id != found.holder_id]
    return Shown(
        conversation=found, held_by_me=mine, may_act=mine or (leads(me) and stage == "held"),
        may_test=leads(me) or marks.may_test(session, me.account_id, conversation_id), stage=stage,
        since=aware(found.waiting_since or found.held_since or found.last_at), entries=entries, did=did(entries),
        hands=list(hands), notes=list(notes), kept=private.kept(session, conversation_id) if mine else {},
        names={each.id: each.name for each in people}, teams=team_names(session),
        colleagues=[(each.id, each.name) for each in sorted(others, key=lambda each: each.id not in there)],
    )  # fmt: skip


def staff_state(session: Session, conversation_id: str) -> tuple[int, dict[str, Any]] | None:
    """Number of the last item, and the state that a page shows; None where the conversation is gone."""
    found = session.get(Conversation, conversation_id, populate_existing=True)
    if found is None:
        return None
    typing = found.lease is not None and found.leased_until is not None and aware(found.leased_until) > now()
    stage = "closed" if found.closed_at is not None else found.stage
    return found.last_seq, {"typing": typing, "stage": stage, "position": None, "holder": found.holder_id}
