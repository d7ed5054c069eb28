"""A person: the hotline, its number and hours."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import hotline, hotline_text
from actions.say import NO_DOSSIER, Reply, one
from actions.talk import Talk
from procedures.answers import simple
from procedures.lookup import family_of
from procedures.text import fold


class Human(Need):
    """Somebody wants a person."""

    about = "human"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The hotline's number and its hours, or that we do not know them."""
        settings = self.office.settings
        line = hotline_text(settings, talk.lang)
        account = _of_an_account(talk, session)  # that one has a hotline of its own
        payload = simple("actions.human", "handed_over", "handover", lang=talk.lang, contacts=account, hotline=line)
        return one(payload.model_copy(update={"blocks": [hotline(settings, talk.lang)]}), **NO_DOSSIER)


def _of_an_account(talk: Talk, session: Session) -> bool:
    """Whether the talk is of the VNeID account."""
    current = talk.slot("procedure")
    about = talk.slot("topic") == "account_problem" or (current and family_of(session, current) == "vneid")
    return "vneid" in fold(talk.text) or bool(about)
