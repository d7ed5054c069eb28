"""A question that is none of ours."""

import unicodedata

from sqlalchemy.orm import Session

from actions.bare_question import says_no_more
from actions.complaint import Complaint
from actions.cues import has
from actions.elsewhere import elsewhere
from actions.fallback import Fallback
from actions.human import Human
from actions.need import Need
from actions.not_held import no_such, not_held, official
from actions.of_ours import asked_after_all, named_after_all
from actions.say import Reply
from actions.talk import Talk
from actions.topic import answer_topic, answered, last_topic, narrowed_again, remember
from procedures.answers import choices
from procedures.text import tokens
from procedures.text.syllables import TONES, split

TONE_MARKS = frozenset(TONES.values()) - {""}
SURE = 0.8
"""Chance from which a message is out of scope though it tells something of the case."""
SURELY = 0.95
"""The same where it is asked which procedure is meant: then a message is rather an answer."""
NEARLY = 0.5
"""How likely another intent must be, as a share of the first one's chance."""
FEW = 8
"""Words up to which a message that tells something of the case may be meant for the procedure talked about."""


class OutOfScope(Need):
    """Weather, football, love: said to be none of ours, with what is."""

    about = "out_of_scope"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """A friendly no. What sounds like a procedure of the State is said not to be held, «asdf» not understood."""
        held = not_held(talk, session, last_topic(talk)) or (official(talk) and no_such(talk, last_topic(talk)))
        if held:
            return held
        if has(talk.text, "whom_to_call"):
            return Human(self.office).reply(talk, session)
        told = narrowed_again(talk, session) if _only_tells(talk) else None
        if told:  # «tôi thuộc hộ nghèo», said of the procedure talked about
            return told
        if naming := named_after_all(talk):
            return answer_topic(talk, session, naming)
        if says_no_more(talk) or (talk.lang == "vi" and not _sounds(talk.text)):  # «thì», «asdf»: nobody can say
            return Fallback(self.office).reply(talk, session)
        if after_all := asked_after_all(talk, session):
            return answered(talk, session, str(talk.slot("procedure")), after_all)
        if has(talk.text, "complains") or _nearly(talk, "complaint"):  # «cán bộ thì hách dịch»
            return Complaint(self.office).reply(talk, session)
        if len(talk.candidates) > 1 and not talk.slot("procedure") and (not talk.chances or talk.chances[0] < SURELY):
            payload = choices(
                session, talk.candidates, last_topic(talk), on=talk.on, lang=talk.lang, key="talk.which_again"
            )
            return remember(payload, last_topic(talk))
        return elsewhere(talk, session)


def _nearly(talk: Talk, intent: str) -> bool:
    """Whether the message was nearly taken for that."""
    return len(talk.chances) > 1 and talk.guesses[1] == intent and talk.chances[1] >= NEARLY * talk.chances[0]


def _only_tells(talk: Talk) -> bool:
    """Whether the message says hardly more than something of the case: «mai Hà Nội mưa không» asks something else."""
    if len(talk.text.split()) > FEW:
        return False
    return says_no_more(talk) or not talk.chances or talk.chances[0] < SURE


def _sounds(text: str) -> bool:
    """Whether any word could be Vietnamese; of «asdf qwe» nobody can say that it is none of ours."""
    return any(split(_without_tone(text[span.start : span.end].lower())) for span in tokens(text))


def _without_tone(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(char for char in apart if char not in TONE_MARKS))
