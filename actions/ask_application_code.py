"""Asks for a dossier's code, or for the rest of one."""

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import plain
from actions.say import Reply
from actions.talk import Talk
from procedures.answers import simple


class AskApplicationCode(Need):
    """The form's first question."""

    about = "ask_application_code"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """Names what was understood of a code that is not whole yet."""
        begun = talk.slot("code_begun")
        key = "actions.ask_rest_of_code" if begun else "actions.ask_code"
        buttons = [plain(talk, "deny")]
        return Reply([simple(key, "asked_back", lang=talk.lang, topic="status", buttons=buttons, begun=begun)])
