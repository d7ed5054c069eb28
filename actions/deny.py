"""«No», «stop»: leaves what was being done."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import onward
from actions.say import NO_DOSSIER, Reply, one
from actions.talk import Talk
from procedures.answers import simple


class Deny(Need):
    """«No», «stop». The rules leave the form; here what it had gathered is forgotten."""

    about = "deny"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """Stops, and offers to go on with something else."""
        key = "actions.stopped" if talk.active_form else "actions.deny"
        payload = simple(key, "smalltalk", lang=talk.lang, buttons=onward(talk, session))
        return one(payload, candidates=None, **NO_DOSSIER)
