"""Begins anew."""

from rasa_sdk.events import ActiveLoop
from sqlalchemy.orm import Session

from actions.guides.state import NO_GUIDE
from actions.need import Need
from actions.offers import common
from actions.say import NO_DOSSIER, Reply
from actions.talk import Talk
from procedures.answers import simple

TALKED_ABOUT = ("procedure", "topic", "candidates", "history", "open_topics")
"""Slots that say what the talk is about."""


class Restart(Need):
    """«From the beginning»: everything is forgotten but the language. Replaces Rasa's own action of that name."""

    about = "restart"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """A clean start."""
        payload = simple("actions.restart", "smalltalk", lang=talk.lang, buttons=common(talk, session))
        forgotten = dict.fromkeys((*TALKED_ABOUT, "facts", "requested_slot"))
        slots = {**forgotten, **NO_DOSSIER, **NO_GUIDE, "failures": 0}
        return Reply([payload], slots, [ActiveLoop(None)] if talk.active_form else [])
