"""After a restore: what citizens had deleted goes again, and what Rasa remembers of talks that are nowhere else."""

import re
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.citizen.erase import erase, id_hash
from bot.web.citizen.site_models import ErasedConversation, TrackerToErase
from bot.web.models import Conversation
from procedures.calendar import now

AT_ONCE = 200
HASH = re.compile(r"\b[0-9a-f]{64}\b")


def erased_hashes(session: Session) -> Sequence[str]:
    """The hash of each conversation that somebody had erased, while it is kept."""
    return session.scalars(select(ErasedConversation.id_hash).order_by(ErasedConversation.at)).all()


def erase_again(session: Session, text: str) -> int:
    """Erases the conversations whose hash stands in the text, a list or lines of a log; gives how many there were.

    The hashes are kept, for another backup may be restored. The caller commits.
    """
    hashes = set(HASH.findall(text))
    known = set(erased_hashes(session))
    session.add_all(ErasedConversation(id_hash=each, at=now()) for each in hashes - known)
    every = session.scalars(select(Conversation.id).execution_options(yield_per=AT_ONCE))
    back = [each for each in every if id_hash(each) in hashes]
    for first in range(0, len(back), AT_ONCE):
        erase(session, back[first : first + AT_ONCE], "restore")
    return len(back)


def forget_strangers(session: Session, senders: Sequence[str]) -> int:
    """Has Rasa forget those of its senders that are no conversation here; gives how many. The caller commits."""
    strangers = 0
    for first in range(0, len(senders), AT_ONCE):
        some = set(senders[first : first + AT_ONCE])
        for each in some - set(session.scalars(select(Conversation.id).where(Conversation.id.in_(some)))):
            session.merge(TrackerToErase(sender=each, since=now()))
            strangers += 1
    return strangers
