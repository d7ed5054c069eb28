"""Somebody asks the citizen for codes, money or photos of cards."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import hotline
from actions.say import NO_DOSSIER, Reply, one
from actions.talk import Talk
from procedures.answers import simple


class Scam(Need):
    """A call, message or app that smells of fraud."""

    about = "scam"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """What never to give, and where to report it."""
        payload = simple("actions.scam", "refused_unsafe", lang=talk.lang)
        return one(payload.model_copy(update={"blocks": [hotline(self.office.settings, talk.lang)]}), **NO_DOSSIER)
