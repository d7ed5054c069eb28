"""Several questions in one message: all are answered, in order, each for its own procedure."""

from dataclasses import replace

from sqlalchemy.orm import Session

from actions.say import Reply, together
from actions.talk import Ask, Talk
from actions.topic import answer_topic, answered
from procedures.answers.compose import PARTS
from procedures.words import say

MOST = 3
"""Questions answered at once; the others are asked for again."""
NAMES = ("procedure", "variant")


def several(talk: Talk, session: Session) -> Reply | None:
    """The answers to all that the message asks; None where it asks one thing."""
    asks = [ask for ask in dict.fromkeys(talk.asks) if ask.topic in PARTS]
    if len(asks) < 2:
        return None
    replies: list[Reply] = []
    for ask in asks[:MOST]:
        reply = answer_topic(_part(talk, ask), session, ask.topic)
        if replies and _asks_back(reply) and _asks_back(replies[-1]):
            return _later(replies[-1], [ask.topic for ask in asks[1:MOST]])
        replies.append(reply)
    return together(replies, last_line=say("talk.first_three", talk.lang) if len(asks) > MOST else None)


def with_open(talk: Talk, session: Session, reply: Reply) -> Reply:
    """The reply, and the answers to what was asked beside it before it was known of which procedure."""
    waiting = talk.slot("open_topics")
    if not waiting or not reply.payloads:
        return reply
    payload = reply.payloads[-1]
    if payload.kind != "answer" or not payload.procedure or payload.topic != talk.slot("topic"):
        return _later(reply, None)
    more = [answered(talk, session, payload.procedure, topic) for topic in waiting if topic in PARTS]
    return _later(together([reply, *more]), None)


def _later(reply: Reply, topics: list[str] | None) -> Reply:
    return replace(reply, slots={**reply.slots, "open_topics": topics})


def _part(talk: Talk, ask: Ask) -> Talk:
    """The talk as if only this had been asked."""
    if ask.procedure is None:
        return replace(talk, asks=())
    own = [entity for entity in talk.entities if entity.kind not in NAMES or entity.value == ask.procedure]
    return replace(talk, asks=(), entities=tuple(own))


def _asks_back(reply: Reply) -> bool:
    return all(payload.outcome == "asked_back" for payload in reply.payloads)
