"""Whoever holds a conversation lets go of it: back to the bot, on to others, or its end. Facts stay as they were."""

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from bot.web.accounts import audit
from bot.web.accounts.audit import SYSTEM, Who
from bot.web.accounts.models import Account, Team
from bot.web.desk.errors import BadReason, Ended, NoColleague, NoSuchTalk, NotHeld
from bot.web.desk.hands.change import Row, held_by, move, note_down, team_of
from bot.web.desk.hidden import hide
from bot.web.desk.models import Handover
from bot.web.desk.queue.rules import rule_of
from bot.web.desk.queue.waits import ENDS
from bot.web.desk.reasons import ALL, OF_SYSTEM
from bot.web.models import Conversation
from bot.web.roles import Role
from procedures.calendar import now

ANSWERS: frozenset[Role] = frozenset({"staff", "team_lead"})
"""Roles that may hold a conversation."""
LONGEST = 500
"""Characters of a note."""


def give_back(session: Session, who: Who, conversation_id: str, *, holder: int | None = None) -> None:
    """The bot answers again; it knows what it knew before. Raises NotHeld, NoSuchTalk.

    ``holder``: the colleague in whose place a lead acts, as the lead saw it; that stands in the audit.
    """
    _, team = _holder(session, conversation_id)
    lang = move(
        session, conversation_id, _mine(who, holder), stage="bot", holder_id=None, held_since=None, warned_at=None,
        team_id=None,
    )  # fmt: skip
    if lang is None:
        raise NotHeld
    note_down(session, conversation_id, lang, Row("given_back", who.account_id, team_id=team), "given_back")
    _audit(session, who, "give_back_for", conversation_id, holder)


def pass_on(
    session: Session,
    who: Who,
    conversation_id: str,
    to_account: int | None,
    to_team: int | None,
    note: str = "",
    *,
    holder: int | None = None,
) -> None:
    """To a colleague, who holds it at once, or into a team's queue, at its own time of asking.

    Raises NotHeld, NoColleague, NoSuchTalk. ``note`` is for the colleague only; numbers in it are hidden.
    """
    _holder(session, conversation_id)
    if (to_account is None) == (to_team is None):
        raise NoColleague
    if to_account is not None:
        lang = _to_colleague(session, who, conversation_id, to_account, holder)
        team = team_of(session, to_account)
    else:
        if session.get(Team, to_team) is None:
            raise NoColleague
        since, team = asked_at(session, conversation_id), to_team
        lang = move(
            session, conversation_id, _mine(who, holder), stage="waiting", holder_id=None, held_since=None,
            warned_at=None, waiting_since=since, team_id=to_team,
        )  # fmt: skip
    if lang is None:
        raise NotHeld
    row = Row("passed", who.account_id, to_account, team, note=hide(note.strip())[:LONGEST])
    note_down(session, conversation_id, lang, row, "passed" if to_account is not None else "passed_team")
    _audit(session, who, "pass_on_for", conversation_id, holder)


def lose(session: Session, conversation_id: str, holder_id: int | None = None) -> bool:
    """Its holder's connection died: it waits again, since when it was asked for; False where nobody holds it.

    ``holder_id``: only if it is still this one who holds it.
    """
    held = [Conversation.stage == "held"]
    if holder_id is not None:
        held.append(Conversation.holder_id == holder_id)
    holder, team = _holder(session, conversation_id)
    since = asked_at(session, conversation_id)
    lang = move(
        session, conversation_id, *held, stage="waiting", holder_id=None, held_since=None, warned_at=None,
        waiting_since=since,
    )  # fmt: skip
    if lang is None:
        return False
    note_down(session, conversation_id, lang, Row("lost", to_id=holder, team_id=team), "lost")
    return True


def close(
    session: Session, who: Who, conversation_id: str, reason: str, note: str = "", *, holder: int | None = None
) -> None:
    """Ends the talk; the citizen is told and asked how it was.

    Raises BadReason, NotHeld, NoSuchTalk. The system may close whatever waits or is held.
    """
    if reason not in ALL or (reason in OF_SYSTEM) != (who == SYSTEM) or (reason == "other" and not note.strip()):
        raise BadReason
    held_now, team = _holder(session, conversation_id)
    mine = Conversation.stage.in_(("held", "waiting")) if who == SYSTEM else _mine(who, holder)
    values = {"is_test": True} if reason == "test" else {}
    lang = move(
        session, conversation_id, mine, Conversation.closed_at.is_(None), stage="closed", holder_id=None,
        waiting_since=None, warned_at=None, closed_at=now(), closed_why="staff", **values,
    )  # fmt: skip
    if lang is None:
        raise NotHeld
    row = Row("closed", who.account_id, held_now, team, reason, hide(note.strip())[:LONGEST])
    note_down(session, conversation_id, lang, row, "closed_idle" if reason in OF_SYSTEM else "closed", topic="goodbye")
    _audit(session, who, "close_for", conversation_id, holder)


def asked_at(session: Session, conversation_id: str) -> object:
    """Since when the citizen has wanted this person: the newest «asked» that nothing has ended, else the taking."""
    later = aliased(Handover)
    ended = later.conversation_id == conversation_id, later.kind.in_(ENDS), later.id > Handover.id
    mine = Handover.conversation_id == conversation_id, Handover.kind == "asked", ~exists().where(*ended)
    asked = session.scalar(select(func.max(Handover.at)).where(*mine))
    return asked or func.coalesce(Conversation.held_since, now())


def _to_colleague(session: Session, who: Who, conversation_id: str, account_id: int, holder: int | None) -> str | None:
    query = select(Account).where(Account.id == account_id, Account.active).with_for_update(key_share=True)
    colleague = session.scalar(query)
    held_now, _ = _holder(session, conversation_id)
    if colleague is None or not ANSWERS & set(colleague.roles) or colleague.id == held_now:
        raise NoColleague
    others = aliased(Conversation)
    holds = select(func.count()).select_from(others).where(others.holder_id == account_id).scalar_subquery()
    room = session.scalar(select(holds)) or 0
    most = rule_of(session, colleague.team_id).most_each
    if room >= most:
        raise NoColleague
    return move(
        session, conversation_id, _mine(who, holder), holds < most, holder_id=account_id, held_since=now(),
        warned_at=None, team_id=func.coalesce(colleague.team_id, Conversation.team_id),
    )  # fmt: skip


def _mine(who: Who, holder: int | None) -> ColumnElement[bool]:
    """Held by whoever acts, or still by the colleague in whose place they act."""
    return held_by(who.account_id if holder is None else holder)


def _holder(session: Session, conversation_id: str) -> tuple[int | None, int | None]:
    found = session.get(Conversation, conversation_id, populate_existing=True)
    if found is None:
        raise NoSuchTalk
    if found.closed_at is not None:
        raise Ended
    return found.holder_id, found.team_id


def _audit(session: Session, who: Who, action: str, conversation_id: str, holder: int | None) -> None:
    if who.account_id is not None and holder is not None and holder != who.account_id:
        audit.write(session, who, action, ("conversation", conversation_id), {"holder": holder}, {"holder": None})
