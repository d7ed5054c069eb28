"""What staff say of an answer of the bot, and of a whole talk: wrong or incomplete; a test."""

from typing import Literal

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.citizen.models import ReviewItem
from bot.web.citizen.queue import put_in_queue
from bot.web.desk.errors import NoSuchTalk, NotServed
from bot.web.desk.hidden import hide
from bot.web.desk.models import Handover
from bot.web.models import Conversation, Item
from procedures.words import say

Fault = Literal["wrong", "incomplete"]
KIND = "wrong_answer"
LONGEST = 500


def mark_answer(session: Session, who: Who, conversation_id: str, seq: int, fault: Fault, words: str) -> None:
    """An open entry of the editors' queue with the turn attached; once, the newest words count.

    What a citizen has said about the same answer stays. Raises NoSuchTalk for anything but an answer of the bot.
    """
    item = session.get(Item, (conversation_id, seq))
    if item is None or item.sender != "bot":
        raise NoSuchTalk
    by, said = f"staff:{who.account_id}", f"{say(f'desk.wrong.{fault}')}: {hide(words.strip())[:LONGEST]}".rstrip(": ")
    mine = ReviewItem.conversation_id == conversation_id, ReviewItem.item_seq == seq, ReviewItem.kind == KIND
    known = session.scalars(select(ReviewItem).where(*mine)).one_or_none()
    if known is not None and known.by != by and said not in known.words:
        said = f"{known.words}\n{said}".strip()
    about = {name: item.payload.get(name) for name in ("version", "topic")}
    slug = item.payload.get("procedure")
    put_in_queue(session, KIND, said, conversation_id=conversation_id, item_seq=seq, by=by, slug=slug, **about)


def may_test(session: Session, account_id: int | None, conversation_id: str) -> bool:
    """Whether somebody holds the talk or has held it; leads need not ask."""
    mine = or_(Handover.by_id == account_id, Handover.to_id == account_id)
    served = select(Handover.id).where(Handover.conversation_id == conversation_id, mine).limit(1)
    holder = select(Conversation.id).where(Conversation.id == conversation_id, Conversation.holder_id == account_id)
    return any(session.scalar(each) is not None for each in (holder, served))


def set_test(session: Session, who: Who, conversation_id: str, is_test: bool, *, lead: bool = False) -> None:
    """Into the figures, or out of them. Raises NotServed for whoever neither held it nor leads."""
    if not lead and not may_test(session, who.account_id, conversation_id):
        raise NotServed
    changed = session.execute(
        update(Conversation)
        .where(Conversation.id == conversation_id, Conversation.is_test.is_(not is_test))
        .values(is_test=is_test)
        .returning(Conversation.id)
        .execution_options(synchronize_session=False)
    )
    if changed.scalar_one_or_none() is not None:
        what = ("conversation", conversation_id)
        audit.write(session, who, "set_test_chat", what, {"is_test": not is_test}, {"is_test": is_test})
