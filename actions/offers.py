"""Buttons that lead on, and the hotline as a block."""

from sqlalchemy.orm import Session

from actions.choose import COMMON
from actions.settings import ActionsSettings
from actions.talk import Talk
from procedures.answers.finish import next_questions
from procedures.lookup import LookupFailed, in_force
from procedures.payload import Block
from procedures.words import say

EMERGENCY = ("113", "114", "115", "111")
"""Police, fire, ambulance, children (facts § 8)."""

Offer = tuple[str, str | None, str | None]
"""Title, procedure, topic: what ``procedures.payload.number_buttons`` takes."""


def common(talk: Talk, session: Session) -> list[Offer]:
    """The commonest procedures, and the look-up of a dossier."""
    offers: list[Offer] = []
    for slug in COMMON:
        name = name_of(talk, session, slug)
        if name:
            offers.append((name, slug, "overview"))
    return [*offers, plain(talk, "status")]


def onward(talk: Talk, session: Session) -> list[Offer]:
    """What to ask next about the procedure talked about; without one, the commonest procedures."""
    current = talk.slot("procedure")
    if current and name_of(talk, session, current):
        return next_questions(current, talk.slot("topic"), talk.lang)
    return common(talk, session)


def plain(talk: Talk, topic: str) -> Offer:
    """A button for a topic or an intent of talk, without a procedure."""
    return (say(f"button.{topic}", talk.lang), None, topic)


def name_of(talk: Talk, session: Session, slug: str) -> str | None:
    """A procedure's name on the day, in the language of the talk; None where it has none."""
    try:
        name = in_force(session, slug, talk.on).name
    except LookupFailed:
        return None
    return name.en if talk.lang == "en" else name.vi


def hotline(settings: ActionsSettings, lang: str) -> Block:
    """Whom to call, and when somebody answers; hours are null where we do not know them."""
    row = {
        "title": say("actions.hotline", lang),
        "phone": settings.hotline_number,
        "hours": settings.hotline_hours or None,
    }
    return Block(type="contacts", title=say("actions.hotline", lang), rows=[row])


def hotline_text(settings: ActionsSettings, lang: str) -> str:
    """The same as a sentence."""
    key = "actions.hotline_hours" if settings.hotline_hours else "actions.hotline_no_hours"
    return say(key, lang, number=settings.hotline_number, hours=settings.hotline_hours)


def emergency(lang: str) -> Block:
    """Whom to call in an emergency."""
    hours = say("actions.always", lang)
    rows = [{"title": say(f"actions.call_{n}", lang), "phone": n, "hours": hours} for n in EMERGENCY]
    return Block(type="contacts", title=say("actions.call_now", lang), rows=rows)
