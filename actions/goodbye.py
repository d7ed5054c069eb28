"""A farewell."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.say import NO_DOSSIER, Reply, one
from actions.talk import Talk
from procedures.answers import simple


class Goodbye(Need):
    """A farewell."""

    about = "goodbye"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """A short farewell; the look-up in hand, if any, is dropped."""
        return one(simple("actions.goodbye", "smalltalk", lang=talk.lang, topic="goodbye"), **NO_DOSSIER)
