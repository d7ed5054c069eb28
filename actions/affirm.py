"""«Yes», «ok»: takes the only procedure offered, else asks what about it."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import name_of, onward
from actions.say import Reply, one
from actions.several import with_open
from actions.talk import Talk
from actions.topic import answered, last_topic, narrowed_again
from procedures.answers import simple


class Affirm(Need):
    """«Yes.»"""

    about = "affirm"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The answer for the only procedure offered; else the question what to know of the one talked about."""
        if len(talk.candidates) == 1:
            topic = last_topic(talk)
            return with_open(talk, session, answered(talk, session, talk.candidates[0], topic))
        again = narrowed_again(talk, session)
        if again:
            return again
        name = name_of(talk, session, talk.slot("procedure") or "")
        key = "actions.what_about" if name else "actions.what_next"
        payload = simple(key, "asked_back", "choices", lang=talk.lang, buttons=onward(talk, session), name=name)
        return one(payload)
