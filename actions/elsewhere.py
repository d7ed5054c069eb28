"""The reply to what is none of ours."""

from sqlalchemy.orm import Session

from actions.guessed import TOPICS, guessed
from actions.offers import Offer, common, name_of
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import simple
from procedures.words import say


def elsewhere(talk: Talk, session: Session) -> Reply:
    """The friendly no."""
    buttons = [*_meant_after_all(talk, session), *common(talk, session)]
    return one(simple("actions.out_of_scope", "refused_out_of_scope", lang=talk.lang, buttons=buttons))


def _meant_after_all(talk: Talk, session: Session) -> list[Offer]:
    """What may have been asked of the procedure talked about: the classifier does not know the talk, and may err."""
    current = talk.slot("procedure")
    if not current or not name_of(talk, session, current):
        return []
    return [(say(f"button.{topic}", talk.lang), current, topic) for topic in guessed(talk)[:TOPICS]]
