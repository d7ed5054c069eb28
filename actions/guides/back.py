"""«Back» amid a guide, or right after its outcome."""

from sqlalchemy.orm import Session

from actions.guides.lead import lead
from actions.guides.state import FORM, in_hand
from actions.say import Reply
from actions.talk import Talk
from procedures.guides.walk import back


def guide_back(talk: Talk, session: Session) -> Reply | None:
    """The last answer taken back; None where no guide is being walked."""
    held = in_hand(talk, session)
    if held is None:
        return None
    said = talk.said()
    ended = said and said[-1][-1].topic == "guide" and held.walk.outcome
    return lead(held.at(back(held.walk))) if talk.active_form == FORM or ended else None
