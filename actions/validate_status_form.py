"""Reads a dossier's code and a birth date out of what the citizen writes while the form asks for them."""

import re
from typing import Any

from sqlalchemy.orm import Session

from actions.need import Need
from actions.say import Reply
from actions.status_beside import kept_by
from actions.status_wish import wish
from actions.talk import Talk
from actions.vault import birth_date
from procedures.text import PLACEHOLDER, join_code

DAY = re.compile(r"\s*\d{6}\s*")
MOST = 3
"""Dossiers looked up at once; each is a question to an agency, and may be a wrong try."""
TRIED = 4
"""Digits in a message from which it counts as an attempt to answer the question, though an unreadable one."""


class ValidateStatusForm(Need):
    """Gives slots only for what the message holds: without any, Rasa lets the message be another question."""

    about = "validate_status_form"

    def name(self) -> str:
        """The name that Rasa derives from the form's."""
        return self.about

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The slots read; where nobody can be asked, the end of the form before it asks for anything."""
        if not self.office.agencies.know_dossiers or self._needs_no_form(talk, session):
            return Reply(slots={"requested_slot": None})
        slots = {**read_code(talk), **self._birth_date(talk, session)}
        asked = talk.slot("requested_slot")
        if not slots and asked and tried(talk):
            slots = {asked: None}
        return Reply(slots=slots)

    def _needs_no_form(self, talk: Talk, session: Session) -> bool:
        """Whether the message is answered without a code and a date: action_status comes to the same judgement."""
        return wish(talk, session, kept_by(self.office, session, talk)).kind != "look_up"

    def _birth_date(self, talk: Talk, session: Session) -> dict[str, Any]:
        """The reference of the date given now; None where that date, or the one held before, is gone or unreadable."""
        given = talk.named("birth_date")
        ref = given[-1] if given else talk.slot("birth_date")
        if ref and birth_date(self.office, session, talk, ref) is None:
            return {"birth_date": None}
        return {"birth_date": ref} if given else {}


def read_code(talk: Talk) -> dict[str, Any]:
    """The slots that the message fills: a whole code, or the beginning of one."""
    whole = talk.named("application_code")
    if whole:
        return {"application_code": " ".join(whole[:MOST]), "code_begun": None}
    begun = talk.slot("code_begun")
    if begun:
        joined = join_code(begun, talk.text)
        if joined:
            return {"application_code": joined, "code_begun": None}
        if "-" not in begun and DAY.fullmatch(talk.text):
            return {"code_begun": f"{begun}-{talk.text.strip()}"}
    started = talk.named("code_begun")
    return {"code_begun": started[-1]} if started else {}


def tried(talk: Talk) -> bool:
    """Whether the message tries to answer the form's question, though unreadably."""
    digits = sum(char.isdigit() for char in PLACEHOLDER.sub("", talk.text))
    return digits >= TRIED and not talk.named("procedure") and not talk.named("procedure_code")
