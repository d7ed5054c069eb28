"""«No», «stop»: leaves what was being done."""

from dataclasses import replace

from sqlalchemy.orm import Session

from actions.choose import ask_which
from actions.guides.state import FORM, NO_GUIDE
from actions.need import Need
from actions.offers import onward
from actions.say import NO_DOSSIER, Reply, one
from actions.talk import Talk
from actions.topic import last_topic, narrowed_again
from procedures.answers import simple


class Deny(Need):
    """«No», «stop». The rules leave the form; here what it had gathered is forgotten."""

    about = "deny"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """Stops, and offers to go on with something else. «Không, cho mẹ tôi» corrects what was told instead; after
        «do you mean …?» it asks which one is meant.
        """
        again = narrowed_again(talk, session)
        if again:
            return again
        if len(talk.candidates) == 1 and not talk.active_form:
            return ask_which(replace(talk, text=""), session, last_topic(talk), key="talk.denied")
        guided = talk.active_form == FORM
        key = "guides.stopped" if guided else "actions.stopped" if talk.active_form else "actions.deny"
        payload = simple(key, "smalltalk", lang=talk.lang, buttons=onward(talk, session))
        return one(payload, candidates=None, **NO_DOSSIER, **(NO_GUIDE if guided else {}))
