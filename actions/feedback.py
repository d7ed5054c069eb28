"""Praise or blame of the bot itself."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import plain
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import simple


class Feedback(Need):
    """What somebody thinks of the bot; a complaint about an office is another topic."""

    about = "feedback"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """Thanks, and the way to complain about an office."""
        buttons = [plain(talk, "complaint"), plain(talk, "human")]
        return one(simple("actions.feedback", "smalltalk", lang=talk.lang, buttons=buttons))
