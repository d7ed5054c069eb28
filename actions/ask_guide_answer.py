"""Asks the question of the guide in hand."""

from sqlalchemy.orm import Session

from actions.guides.asked import asked
from actions.guides.state import NO_GUIDE, in_hand
from actions.need import Need
from actions.say import Reply
from actions.talk import Talk
from procedures.answers import simple


class AskGuideAnswer(Need):
    """The form's only question, another one each time."""

    about = "ask_guide_answer"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The question, or which answer to change."""
        held = in_hand(talk, session)
        if held is None or held.walk.question is None:
            return Reply([simple("guides.gone", "guided", lang=talk.lang)], NO_GUIDE)
        return Reply([asked(talk, held)], {**held.slots(), "guide": {**held.slots()["guide"], "note": None}})
