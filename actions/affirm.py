"""«Yes», «ok»: takes the only procedure offered, else asks what about it."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import name_of, onward
from actions.say import Reply, one
from actions.talk import Talk
from actions.topic import last_topic, remember
from procedures.answers import answer, simple


class Affirm(Need):
    """«Yes.»"""

    about = "affirm"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The answer for the only procedure offered; else the question what to know of the one talked about."""
        if len(talk.candidates) == 1:
            topic = last_topic(talk)
            payload = answer(session, talk.candidates[0], topic, on=talk.on, lang=talk.lang)
            return remember(payload, topic)
        name = name_of(talk, session, talk.slot("procedure") or "")
        key = "actions.what_about" if name else "actions.what_next"
        payload = simple(key, "asked_back", "choices", lang=talk.lang, buttons=onward(talk, session), name=name)
        return one(payload)
