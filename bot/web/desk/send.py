"""A message of whoever holds the conversation: sent once, however often its page sends it."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.conversations.items import append_items
from bot.web.desk.errors import NotHeld, Personal
from bot.web.desk.hidden import kinds_in
from bot.web.desk.models import StaffMessage
from bot.web.intake import check_text
from bot.web.models import Conversation
from procedures.calendar import now
from procedures.payload import Payload
from procedures.text import clean


def send(session: Session, who: Who, conversation_id: str, client_id: str, payload: Payload) -> int:
    """The number of its item. Raises NotHeld for anybody but the holder, Personal for words with a personal number.

    The caller commits and tells those who listen.
    """
    mine = StaffMessage.conversation_id == conversation_id, StaffMessage.client_id == client_id
    sent = select(StaffMessage.item_seq).where(*mine, StaffMessage.by_id == who.account_id)
    held = session.execute(
        update(Conversation)
        .where(Conversation.id == conversation_id, Conversation.stage == "held")
        .where(Conversation.holder_id == who.account_id, Conversation.closed_at.is_(None))
        .values(last_at=now(), warned_at=None)
        .returning(Conversation.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    before = session.scalar(sent)  # after the update: whoever sends the same now has waited there for the first
    if before is not None:
        return before
    if held is None:
        raise NotHeld
    if payload.kind == "notice" and kinds_in(payload.text):
        raise Personal
    seq = append_items(session, conversation_id, [("staff", payload)])
    session.add(StaffMessage(conversation_id=conversation_id, client_id=client_id, by_id=who.account_id, item_seq=seq))
    session.flush()
    return seq


def checked(text: str) -> str:
    """What staff typed, clean, its lines kept: an answer of an office may have several. Raises MessageRefused."""
    check_text(text)
    return "\n".join(line for line in (clean(line).strip() for line in text.splitlines()) if line)


def written(text: str, lang: str) -> Payload:
    """A message in a person's own words."""
    return Payload(kind="notice", outcome="handed_over", lang="en" if lang == "en" else "vi", text=text)
