"""Somebody is in danger: the numbers of emergencies come first."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import emergency
from actions.say import NO_DOSSIER, Reply, one
from actions.talk import Talk
from procedures.answers import simple


class Danger(Need):
    """Fire, violence, illness, a child in danger, thoughts of death."""

    about = "danger"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """Whom to call now, before everything else."""
        payload = simple("actions.danger", "refused_unsafe", lang=talk.lang)
        return one(payload.model_copy(update={"blocks": [emergency(talk.lang)]}), **NO_DOSSIER)
