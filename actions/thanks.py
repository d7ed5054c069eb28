"""«Thank you.»"""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import onward
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import simple


class Thanks(Need):
    """«Thank you.»"""

    about = "thanks"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """«You are welcome», with what people ask next."""
        return one(simple("actions.thanks", "smalltalk", lang=talk.lang, buttons=onward(talk, session)))
