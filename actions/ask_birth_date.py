"""Asks for the applicant's date of birth."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import plain
from actions.say import Reply
from actions.talk import Talk
from actions.validate_status_form import tried
from procedures.answers import simple


class AskBirthDate(Need):
    """The form's second question. The edge masks the date before anything else sees it."""

    about = "ask_birth_date"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """Says what the date is for and how long it is kept; after a date that is none, how to write it."""
        code = (talk.slot("application_code") or "").replace(" ", ", ")
        asked = talk.slot("requested_slot") == "birth_date" and not talk.named("application_code")
        again = talk.named("birth_date") or (asked and tried(talk))
        key = "actions.ask_birth_date_again" if again else "actions.ask_birth_date"
        buttons = [plain(talk, "deny")]
        return Reply([simple(key, "asked_back", lang=talk.lang, topic="status", buttons=buttons, code=code)])
