"""«Are you a machine?» – yes, and it says so."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import plain
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import simple
from procedures.words import say


class BotChallenge(Need):
    """Says that it is a machine, what it can and cannot do, and how to reach a person."""

    about = "bot_challenge"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The honest answer."""
        who = self.office.settings.operator_name or say("actions.operator", talk.lang)
        buttons = [plain(talk, "human"), plain(talk, "help")]
        return one(simple("actions.bot_challenge", "smalltalk", lang=talk.lang, buttons=buttons, operator=who))
