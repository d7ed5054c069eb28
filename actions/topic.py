"""The way of an answer on a topic: which procedure, what the catalog says, what to remember."""

from sqlalchemy.orm import Session

from actions.another import ask_back
from actions.choose import ask_which
from actions.context import resolve
from actions.need import Need
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import answer, choices, simple
from procedures.answers.compose import PARTS
from procedures.answers.finish import portal_page
from procedures.payload import Payload


class TopicNeed(Need):
    """A topic of the catalog."""

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The topic's answer for the procedure meant."""
        return answer_topic(talk, session, self.about)


def answer_topic(talk: Talk, session: Session, topic: str) -> Reply:
    """The topic's answer; a question back where several procedures or none are meant."""
    meant = resolve(talk, session)
    if meant.unknown_code:
        return not_in_catalog(talk, topic, meant.unknown_code)
    if not meant.slugs:
        return ask_which(talk, session, topic)
    doubt = ask_back(talk, session, topic)
    if doubt:
        return doubt
    if meant.one:
        return remember(answer(session, meant.one, topic, on=talk.on, lang=talk.lang), topic)
    return remember(choices(session, meant.slugs, topic, on=talk.on, lang=talk.lang), topic)


def last_topic(talk: Talk) -> str:
    """The topic asked last; the overview where there was none, or where it is no part of a procedure's page."""
    topic = talk.slot("topic")
    return topic if topic in PARTS else "overview"


def remember(payload: Payload, topic: str) -> Reply:
    """A reply that remembers the topic and the procedure, or the procedures offered."""
    if payload.kind == "choices":
        offered = [button.procedure for button in payload.buttons if button.procedure]
        return one(payload, topic=topic, procedure=None, candidates=offered)
    return one(payload, topic=topic, procedure=payload.procedure, candidates=None)


def not_in_catalog(talk: Talk, topic: str, code: str) -> Reply:
    """A code we hold nothing about: said so, with the portal's own page."""
    payload = simple(
        "actions.unknown_code", "unanswerable_not_in_catalog", lang=talk.lang, topic=topic, contacts=True,
        code=code, page=portal_page(code),
    )  # fmt: skip
    return one(payload, topic=topic)
