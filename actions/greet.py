"""A greeting: says that it is a machine, who runs it, and that it decides nothing."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import common
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import simple
from procedures.words import say


class Greet(Need):
    """A greeting, with what people ask most."""

    about = "greet"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The first words of a talk."""
        who = self.office.settings.operator_name or say("actions.operator", talk.lang)
        buttons = common(talk, session)
        return one(simple("actions.greet", "smalltalk", lang=talk.lang, buttons=buttons, operator=who))
