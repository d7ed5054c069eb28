"""Says the last answer again."""

from sqlalchemy.orm import Session

from actions.facts_told import known_about
from actions.need import Need
from actions.offers import common, onward
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import answer, simple
from procedures.answers.compose import PARTS
from procedures.payload import Payload


class Repeat(Need):
    """«Once more, please.» The language of the talk stays what it is."""

    about = "repeat"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The payloads of the bot's last turn; how to begin where there was none."""
        said = talk.said()
        if not said:
            return one(simple("actions.nothing_yet", "smalltalk", lang=talk.lang, buttons=common(talk, session)))
        again = [_in_language(talk, session, payload) for payload in said[-1]]
        if again[-1].lang != talk.lang:  # the edge goes on in the language of what is said last
            again.append(simple("actions.said_before", "smalltalk", lang=talk.lang, buttons=onward(talk, session)))
        return Reply(again, {"failures": 0})


def _in_language(talk: Talk, session: Session, payload: Payload) -> Payload:
    """The same answer in the language of the talk where it comes from the catalog, else as it was."""
    if payload.lang == talk.lang or not payload.procedure or payload.topic not in PARTS:
        return payload
    facts = known_about(talk, session, payload.procedure)
    return answer(session, payload.procedure, payload.topic, on=talk.on, lang=talk.lang, facts=facts)
