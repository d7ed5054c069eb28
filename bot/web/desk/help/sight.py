"""Which conversation a page of help is about; whoever sees a part of it is written down."""

from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.accounts.signed_in import SignedIn
from bot.web.desk import reads
from bot.web.desk.sight import look_at, why
from bot.web.models import Conversation


def visible(session: Session, me: SignedIn, who: Who, conversation_id: str) -> Conversation:
    """The conversation, if this person may look at it; the look is logged. Raises NoSuchTalk."""
    found = look_at(session, me, conversation_id)
    reads.seen(session, who, found.id, why(session, me, found))
    return found
