"""Says the last answer again."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import common
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import simple


class Repeat(Need):
    """«Once more, please.»"""

    about = "repeat"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The payloads of the bot's last turn; how to begin where there was none."""
        said = talk.said()
        if said:
            return Reply(said[-1], {"failures": 0})
        return one(simple("actions.nothing_yet", "smalltalk", lang=talk.lang, buttons=common(talk, session)))
