"""Who may look into which conversation; how it is written down stands in reads.py (docs/security.md)."""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from bot.web.accounts.signed_in import SignedIn
from bot.web.desk.errors import NoSuchTalk
from bot.web.desk.models import Handover
from bot.web.desk.reads import Why
from bot.web.models import Conversation

LEAD = "team_lead"


def leads(me: SignedIn) -> bool:
    """Whether they may look into all conversations and act in place of a colleague."""
    return LEAD in me.roles


def may_set(me: SignedIn, team: int | None) -> bool:
    """Whether they set what a team works with: its hours, limits, canned replies; None and 0 stand for everybody.

    Admins and leads without a team of their own: all; other leads: their team.
    """
    return "admin" in me.roles or me.team_id is None or team == me.team_id


def visible(me: SignedIn) -> ColumnElement[bool]:
    """What they may open: team leads all; staff what goes on, and of what is over their own and their team's."""
    if leads(me):
        return Conversation.id.is_not(None)
    return or_(Conversation.closed_at.is_(None), _served(me))


def look_at(session: Session, me: SignedIn, conversation_id: str) -> Conversation:
    """The conversation. Raises NoSuchTalk, the same for one that is not theirs to see."""
    found = session.scalar(
        select(Conversation)
        .where(Conversation.id == conversation_id, visible(me))
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NoSuchTalk
    return found


def why(session: Session, me: SignedIn, found: Conversation) -> Why:
    """What gives them the look into a conversation that ``look_at`` has given them, for the log of reads."""
    if found.closed_at is not None:
        mine = select(Conversation.id).where(Conversation.id == found.id, _served(me))
        return "lead" if session.scalar(mine) is None else "served"
    if found.stage == "held" and found.holder_id == me.account_id:
        return "holder"
    if found.stage == "waiting" and (me.team_id is None or found.team_id in (None, me.team_id)):
        return "waiting"
    return "lead" if leads(me) else "colleague"


def _served(me: SignedIn) -> ColumnElement[bool]:
    own = or_(Handover.by_id == me.account_id, Handover.to_id == me.account_id)
    if me.team_id is not None:
        own = or_(own, Handover.team_id == me.team_id)
    return select(Handover.id).where(Handover.conversation_id == Conversation.id, own).exists()
