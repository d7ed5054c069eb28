"""Somebody is in danger: the numbers of emergencies come first."""

from sqlalchemy.orm import Session

from actions.alarm import card
from actions.need import Need
from actions.say import NO_DOSSIER, Reply, one
from actions.talk import Talk


class Danger(Need):
    """Fire, violence, illness, a child in danger, thoughts of death."""

    about = "danger"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """Whom to call now, before everything else."""
        return one(card(talk), **NO_DOSSIER)
