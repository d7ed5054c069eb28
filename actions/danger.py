"""Somebody is in danger: the numbers of emergencies come first."""

from dataclasses import replace

from sqlalchemy.orm import Session

from actions.alarm import card
from actions.bare_question import last_clause
from actions.need import Need
from actions.say import NO_DOSSIER, Reply, one, together
from actions.talk import Talk
from actions.topic import answer_topic


class Danger(Need):
    """Fire, violence, illness, a child in danger, thoughts of death."""

    about = "danger"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """Whom to call now, before everything else; then what was asked beside it of a procedure that is named."""
        first = one(card(talk), **NO_DOSSIER)
        asked = None if talk.active_form else last_clause(talk)
        if asked is None or not asked.named("procedure"):
            return first
        second = answer_topic(asked, session, asked.asks[0].topic)
        both = together([first, second])
        return replace(both, events=[]) if second.payloads else first
