"""A conversation that begins on the page of a procedure: its name already stands in the box, nothing is sent yet."""

from sqlalchemy.orm import Session

from procedures.calendar import today
from procedures.lookup import LookupFailed, in_force
from procedures.words import say


def question_about(session: Session, slug: str, lang: str) -> str:
    """The beginning of a question about the procedure; empty for one that we do not know."""
    try:
        name = in_force(session, slug, today()).name
    except LookupFailed:
        return ""
    return say("library.question", lang, name=name.en if lang == "en" else name.vi)
