"""The way of an answer on a topic: which procedure, what the catalog says, what to remember."""

from dataclasses import replace

from sqlalchemy.orm import Session

from actions.another import ask_back
from actions.asked_day import asked_day
from actions.choose import ask_which
from actions.closest import closest
from actions.context import Meant, resolve
from actions.facts_told import before, is_new, known_about, said, slot_of
from actions.not_held import not_held
from actions.offers import name_of
from actions.picked import picked
from actions.say import Reply, one, together
from actions.talk import Talk
from procedures.answers import answer, choices, simple
from procedures.answers.compose import PARTS
from procedures.answers.finish import portal_page
from procedures.answers.told import all_told, case
from procedures.calendar import written
from procedures.payload import Payload
from procedures.words import say

TWO = 2
"""Procedures named in one message that are both answered; of more the citizen chooses."""


def answer_topic(talk: Talk, session: Session, topic: str) -> Reply:
    """The topic's answer; a question back where several procedures or none are meant, or one not for sure."""
    meant = resolve(talk, session)
    if meant.unknown_code:
        return not_in_catalog(talk, topic, meant.unknown_code)
    if not meant.slugs:
        return not_held(talk, session, topic) or ask_which(talk, session, topic)
    doubt = ask_back(talk, session, topic)
    if doubt:
        return doubt
    if meant.one:
        return did_you_mean(talk, session, meant, topic) or answered(talk, session, meant.one, topic)
    chosen = picked(talk, session) if meant.slugs == talk.candidates else None
    if chosen:
        return answered(talk, session, chosen, topic)
    compared = talk.slot("topic") == "compare" and meant.slugs == talk.candidates and topic in PARTS
    if (meant.apart or compared) and len(meant.slugs) == TWO:
        return together([answered(talk, session, slug, topic) for slug in meant.slugs])
    bearer = None if meant.apart or meant.slugs == talk.candidates else closest(_unnamed(talk), session, meant.slugs)
    if bearer:
        return answered(talk, session, bearer.slug, topic)
    return remember(choices(session, meant.slugs, topic, on=talk.on, lang=talk.lang), topic)


def _unnamed(talk: Talk) -> Talk:
    """The talk with nothing in place of the names in its message: «mất rồi, làm lại căn cước» still says «mất»."""
    text = talk.text
    for entity in talk.entities:
        if entity.kind == "procedure":
            text = text[: entity.start] + " " * (entity.end - entity.start) + text[entity.end :]
    return replace(talk, text=text)


def did_you_mean(talk: Talk, session: Session, meant: Meant, topic: str) -> Reply | None:
    """«Do you mean …?», where a name was understood from words that are not quite it. «Yes» and «no» both lead on."""
    name = name_of(talk, session, meant.one or "") if meant.doubtful else None
    if not name:
        return None
    buttons = [(say("button.yes", talk.lang), meant.one, topic), (say("button.no", talk.lang), None, "deny")]
    payload = simple(
        "talk.did_you_mean", "asked_back", "choices", lang=talk.lang, topic=topic, buttons=buttons, name=name
    )
    return one(payload, topic=topic, procedure=None, candidates=[meant.one])


def answered(talk: Talk, session: Session, slug: str, topic: str) -> Reply:
    """The answer for what the citizen has told, on the day asked about; both are said in it."""
    day, facts = asked_day(talk), known_about(talk, session, slug)
    payload = answer(session, slug, topic, on=day, lang=talk.lang, facts=facts)
    if day != talk.on:
        head = say("facts.for_day", talk.lang, day=written(day))
        payload = payload.model_copy(update={"text": f"{head}\n{payload.text}"})
    reply = remember(payload, topic)
    slots = dict(reply.slots)
    if slug in talk.candidates and len(talk.candidates) > 1:
        slots["candidates"] = list(talk.candidates)  # «còn cái thứ hai thì sao»
    if facts != before(talk):
        slots["facts"] = slot_of(facts)
    return replace(reply, slots=slots)


def narrowed_again(talk: Talk, session: Session) -> Reply | None:
    """The last topic answered anew, where the message only tells more about the case: «con em 5 tuổi», «cho mẹ tôi»."""
    current = talk.slot("procedure")
    if not current or talk.active_form or not is_new(talk):
        return None
    reply = answered(talk, session, current, last_topic(talk))
    payload, told = reply.payloads[0], all_told(said(talk))
    if any(case([each], talk.lang) in payload.text for each in told):
        return reply  # the answer itself says what it was narrowed by
    key = "facts.no_difference" if told else "facts.taken_back"
    text = f"{say(key, talk.lang, case=case(told, talk.lang))}\n{payload.text}"
    return replace(reply, payloads=[payload.model_copy(update={"text": text})])


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
