"""Somebody has asked for a person: into the queue, or an offer to be called back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.web.desk.queue.hours import Opening, in_words, opening
from bot.web.desk.queue.place import estimate, last_place, position
from bot.web.desk.queue.presence import present
from bot.web.models import Conversation
from bot.web.own_words import hotline_row
from bot.web.settings import WebSettings
from procedures.answers import simple
from procedures.calendar import now
from procedures.payload import Block, Payload
from procedures.words import say

CALL_BACK = "/goi-lai"


@dataclass(frozen=True)
class Answer:
    """``waits``: it goes into the queue. ``notice`` tells the citizen what happens now."""

    waits: bool
    notice: Payload


def after_asked(
    session: Session, conversation: Conversation, settings: WebSettings, lang: str, moment: datetime | None = None
) -> Answer:
    """Whether somebody could come, and the words for it. Changes nothing: the caller puts it into the queue.

    Whoever waits already keeps their place.
    """
    moment = moment or now()
    team = conversation.team_id
    hours = opening(session, team, moment)
    if conversation.stage == "waiting" or (hours.open and present(session, team, moment)):
        return Answer(True, waiting_notice(session, conversation, lang, moment))
    return Answer(False, call_back_notice(settings, lang, hours))


def waiting_notice(session: Session, conversation: Conversation, lang: str, moment: datetime | None = None) -> Payload:
    """The place in the queue (of one that asks now: the last) and how long others waited."""
    place = position(session, conversation) or last_place(session, conversation.team_id)
    minutes = estimate(session, conversation.team_id, moment)
    how_long = say("queue.estimate", lang, minutes=minutes) if minutes else say("queue.no_estimate", lang)
    return simple("queue.waiting", "handed_over", "handover", lang=lang, place=place, how_long=how_long)


def call_back_notice(settings: WebSettings, lang: str, hours: Opening, key: str | None = None) -> Payload:
    """Nobody can come now: when somebody can, if that is known; a call-back, and the hotline."""
    again = in_words(hours.next, lang) if hours.next else ""
    key = key or ("queue.closed" if again else "queue.nobody")
    rows = [offer(lang), hotline_row(settings, lang)]
    payload = simple(key, "handed_over", "handover", lang=lang, again=again)
    return payload.model_copy(update={"blocks": [Block(type="contacts", rows=rows)]})


def offer(lang: str) -> dict[str, str | None]:
    """The way to the form for a call-back, as a row of contacts."""
    link = CALL_BACK + ("?lang=en" if lang == "en" else "")
    return {"title": say("queue.call_back.offer", lang), "phone": None, "hours": None, "link": link}
