"""A question that is none of ours."""

from sqlalchemy.orm import Session

from actions.fallback import TOPICS, Fallback, guessed
from actions.need import Need
from actions.not_held import no_such, not_held, official
from actions.offers import Offer, common, name_of
from actions.say import Reply, one
from actions.talk import Talk
from actions.topic import last_topic, narrowed_again
from procedures.answers import simple
from procedures.text import tokens
from procedures.text.syllables import split
from procedures.words import say

FEW = 8
"""Words up to which a message that tells something of the case may be meant for the procedure talked about."""


class OutOfScope(Need):
    """Weather, football, love: said to be none of ours, with what is."""

    about = "out_of_scope"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """A friendly no. What sounds like a procedure of the State is said not to be held, «asdf» not understood."""
        held = not_held(talk, session, last_topic(talk)) or (official(talk) and no_such(talk, last_topic(talk)))
        if held:
            return held
        if talk.lang == "vi" and not _sounds(talk.text):
            return Fallback(self.office).reply(talk, session)
        told = narrowed_again(talk, session) if len(talk.text.split()) <= FEW else None
        if told:  # «tôi thuộc hộ nghèo», said of the procedure talked about
            return told
        buttons = [*_meant_after_all(talk, session), *common(talk, session)]
        return one(simple("actions.out_of_scope", "refused_out_of_scope", lang=talk.lang, buttons=buttons))


def _meant_after_all(talk: Talk, session: Session) -> list[Offer]:
    """What may have been asked of the procedure talked about: the classifier does not know the talk, and may err."""
    current = talk.slot("procedure")
    if not current or not name_of(talk, session, current):
        return []
    return [(say(f"button.{topic}", talk.lang), current, topic) for topic in guessed(talk)[:TOPICS]]


def _sounds(text: str) -> bool:
    """Whether any word could be Vietnamese; of «asdf qwe» nobody can say that it is none of ours."""
    return any(split(text[span.start : span.end].lower()) for span in tokens(text))
