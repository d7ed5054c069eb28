"""What the actions of the catalog's topics have in common."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.say import Reply
from actions.several import several, with_open
from actions.talk import Talk
from actions.topic import answer_topic


class TopicNeed(Need):
    """A topic of the catalog."""

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The topic's answer for the procedure meant; where the message asks more than one thing, all of them."""
        return several(talk, session) or with_open(talk, session, answer_topic(talk, session, self.about))
