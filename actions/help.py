"""What can be asked here."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import common
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import simple


class Help(Need):
    """What can be asked, with examples and the commonest procedures."""

    about = "help"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """How to use this."""
        number = self.office.settings.hotline_number
        buttons = common(talk, session)
        return one(simple("actions.help", "smalltalk", lang=talk.lang, buttons=buttons, number=number))
