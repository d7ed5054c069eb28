"""Asks for the applicant's date of birth."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import plain
from actions.say import Reply
from actions.talk import Talk
from procedures.answers import simple


class AskBirthDate(Need):
    """The form's second question. The edge masks the date before anything else sees it."""

    about = "ask_birth_date"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """Says what the date is for and how long it is kept."""
        code = talk.slot("application_code") or ""
        buttons = [plain(talk, "deny")]
        payload = simple(
            "actions.ask_birth_date", "asked_back", lang=talk.lang, topic="status", buttons=buttons, code=code
        )
        return Reply([payload])
