"""A message that starts a guide, or goes on with one, whatever its topic: asked before any other action answers."""

from sqlalchemy.orm import Session

from actions.guides.lead import lead, offer
from actions.guides.state import FORM, InHand, begin, in_hand
from actions.say import Reply
from actions.talk import Talk
from procedures.guides.find import guide
from procedures.guides.typed import command, to_change, typed
from procedures.guides.walk import answer, back, start, unanswered
from procedures.payload import TOPICS

ANSWERS = frozenset(TOPICS) - {"status", "complaint", "compare", "changes", "legal_basis"} | {
    "inform", "fallback", "help", "find_procedure", "affirm", "out_of_scope", "feedback", "guide",
}  # fmt: skip
"""Actions that give way to a guide."""
ANSWERS_TO_ALL = ANSWERS | {"compare", "changes"}
"""And those that give way where the guide's name is the whole message: «số 1 hay số 2» also sounds like comparing."""
WHOLE = 0.8
"""Share of a message from which a name counts as all of it."""
BEFORE_FORMS = frozenset({"back", "restart"})
"""Rasa runs these before it asks a form whether the message answers its question."""


def instead(talk: Talk, session: Session, about: str) -> Reply | None:
    """The guide that the message names or goes on with; None for any other message."""
    gives_way = (ANSWERS_TO_ALL if _only_a_guide(talk) else ANSWERS) | BEFORE_FORMS
    if about not in gives_way or talk.text.startswith("/") or talk.active_form not in (None, FORM):
        return None
    held = in_hand(talk, session)
    named = [live for slug in talk.named("guide") if (live := guide(session, slug, talk.on))]
    if named and not (held and talk.active_form and held.live.slug == named[0].slug):
        return lead(begin(talk, named[0])) if len(named) == 1 else offer(talk, session, named, ())
    if held is None or (talk.active_form and about not in BEFORE_FORMS):
        return None
    return _said_to_it(talk, held) or (_answered(talk, held) if talk.active_form else None)


def _only_a_guide(talk: Talk) -> bool:
    """Whether the message is hardly more than the name of a guide."""
    named = max((entity.end - entity.start for entity in talk.entities if entity.kind == "guide"), default=0)
    return named > 0 and named >= WHOLE * len(talk.text.strip())


def _said_to_it(talk: Talk, held: InHand) -> Reply | None:
    """«Continue», «change the answer about …», «start over»: amid the guide, after a pause or after an outcome."""
    match command(talk.text):
        case "again":
            return lead(held.at(start(held.live.guide)))
        case "resume" if held.walk.outcome is None:
            return lead(held.at(held.walk, "guides.resumed"))
        case "change":
            question = to_change(held.walk, talk.text)
            walk = unanswered(held.walk, question) if question else back(held.walk) if held.walk.outcome else held.walk
            return lead(held.at(walk, None if question else "guides.which_change"))
    return None


def _answered(talk: Talk, held: InHand) -> Reply | None:
    """An answer to the question of the guide that was taken for «back» or «start over»."""
    question = held.walk.question
    chosen = typed(question, talk.text, talk.on) if question and command(talk.text) is None else None
    return lead(held.at(answer(held.walk, chosen))) if chosen else None
