"""Before the first message: what the bot says first, a procedure's name in the box; nothing is stored or sent yet."""

from sqlalchemy.orm import Session

from bot.web.conversations import Entry
from bot.web.edge import Edge
from bot.web.own_words import first_message
from procedures.calendar import now, today
from procedures.lookup import LookupFailed, in_force
from procedures.words import say


def first_entry(edge: Edge, lang: str) -> Entry:
    """The first item, as a conversation that begins now would have it."""
    return Entry(1, "bot", now(), first_message(edge.settings, lang).model_dump(mode="json"))


def question_about(session: Session, slug: str, lang: str) -> str:
    """The beginning of a question about the procedure; empty for one that we do not know."""
    try:
        name = in_force(session, slug, today()).name
    except LookupFailed:
        return ""
    return say("library.question", lang, name=name.en if lang == "en" else name.vi)
