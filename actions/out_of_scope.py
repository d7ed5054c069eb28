"""A question that is none of ours."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import common
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import simple


class OutOfScope(Need):
    """Weather, football, love: said to be none of ours, with what is."""

    about = "out_of_scope"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """A friendly no."""
        buttons = common(talk, session)
        return one(simple("actions.out_of_scope", "refused_out_of_scope", lang=talk.lang, buttons=buttons))
