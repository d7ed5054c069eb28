"""Who may look into which conversation; how it is written down stands in reads.py (docs/security.md)."""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from bot.web.accounts.signed_in import SignedIn
from bot.web.desk.errors import NoSuchTalk
from bot.web.desk.models import Handover
from bot.web.models import Conversation

LEAD = "team_lead"


def leads(me: SignedIn) -> bool:
    """Whether they may look into all conversations and act in place of a colleague."""
    return LEAD in me.roles


def visible(me: SignedIn) -> ColumnElement[bool]:
    """What they may open: team leads all; staff what goes on, and of what is over their own and their team's."""
    if leads(me):
        return Conversation.id.is_not(None)
    own = or_(Handover.by_id == me.account_id, Handover.to_id == me.account_id)
    if me.team_id is not None:
        own = or_(own, Handover.team_id == me.team_id)
    served = select(Handover.id).where(Handover.conversation_id == Conversation.id, own).exists()
    return or_(Conversation.closed_at.is_(None), served)


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
