"""A name, a code, a fragment without a question."""

import re

from rasa_sdk.events import FollowupAction
from sqlalchemy.orm import Session

from actions.another import ask_back
from actions.choose import ask_which, nearest
from actions.context import named
from actions.need import Need
from actions.offers import name_of, onward
from actions.private import private, refusal
from actions.say import Reply, one
from actions.talk import Talk
from actions.topic import answer_topic, last_topic, remember
from procedures.answers import answer, simple
from procedures.text import fold

DOSSIER = ("application_code", "code_begun")
LOOK_UP = Reply(events=[FollowupAction("status_form")])
NUMBER = re.compile(
    r"(?:(?:chon|lay|muc|y|cau|cai|the|option|number|no)\W*)*"
    r"(?:(?:thu|so)?\W*(?P<number>\d)|dau tien|dau|thu nhat|the first(?: one)?)\W*(?:a|nhe|nha|di|day)?\W*"
)


class Inform(Need):
    """Answers the last topic for what is named now; the beginning of a dossier's code starts the look-up."""

    about = "inform"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The answer, the look-up, or a question back."""
        if any(talk.named(kind) for kind in DOSSIER) or (talk.slot("code_begun") and talk.named("code_rest")):
            return LOOK_UP
        topic = last_topic(talk)
        meant = named(talk, session)
        if meant.slugs or meant.unknown_code:
            return answer_topic(talk, session, topic)
        if talk.named("birth_date"):  # after a look-up that failed, people send the date once more
            return LOOK_UP
        chosen = pick(talk)
        if chosen:
            return remember(answer(session, chosen, topic, on=talk.on, lang=talk.lang), topic)
        if private(talk):
            return one(refusal(talk))
        doubt = ask_back(talk, session, topic)
        if doubt:
            return doubt
        name = name_of(talk, session, talk.slot("procedure") or "")
        if name and not nearest(talk, session):
            buttons = onward(talk, session)
            return one(
                simple("actions.what_about", "asked_back", "choices", lang=talk.lang, buttons=buttons, name=name)
            )
        return ask_which(talk, session, topic)


def pick(talk: Talk) -> str | None:
    """The procedure chosen by its number in the list offered: «1», «cái thứ 2», «cái đầu»."""
    found = NUMBER.fullmatch(fold(talk.text))
    if not found:
        return None
    place = int(found["number"] or 1)
    return talk.candidates[place - 1] if 1 <= place <= len(talk.candidates) else None
