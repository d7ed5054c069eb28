"""Speaks Vietnamese or English from now on."""

import re
from dataclasses import replace

from sqlalchemy.orm import Session

from actions.need import Need
from actions.offers import onward
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import simple
from procedures.payload import Lang
from procedures.text import fold

ENGLISH = re.compile(r"\b(english|tieng anh|anh ngu|eng)\b")
VIETNAMESE = re.compile(r"\b(vietnamese|tieng viet|viet ngu)\b")


class Language(Need):
    """Answers in the other language; the edge goes on in the language of the last answer."""

    about = "language"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The language named, or the other one."""
        lang = wanted(talk)
        talk = replace(talk, lang=lang)
        return one(simple("actions.language", "smalltalk", lang=lang, buttons=onward(talk, session)))


def wanted(talk: Talk) -> Lang:
    """The language that the message names; where it names none, the one not spoken now."""
    text = fold(talk.text)
    if VIETNAMESE.search(text):
        return "vi"
    if ENGLISH.search(text):
        return "en"
    return "vi" if talk.lang == "en" else "en"
