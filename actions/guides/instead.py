"""A message that starts a guide, or goes on with one, whatever its topic: asked before any other action answers."""

from sqlalchemy.orm import Session

from actions.cues import has
from actions.guides.lead import lead, offer
from actions.guides.state import FORM, InHand, begin, in_hand
from actions.picked import by_number
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
PRECISE = frozenset({"documents", "form", "online", "fee", "time", "where", "eligibility", "result"})
"""Topics that are hardly asked by what sounds like the name of a guide."""
OFFERED = "guide"
"""The topic remembered where guides were offered."""
EVEN = frozenset({"human", "legal_basis"})
"""And those that do so only where it is all of it."""
WHOLE = 0.8
"""Share of a message from which a name counts as all of it."""
BEFORE_FORMS = frozenset({"back", "restart"})
"""Rasa runs these before it asks a form whether the message answers its question."""


def instead(talk: Talk, session: Session, about: str) -> Reply | None:
    """The guide that the message names or goes on with; None for any other message."""
    gives_way = (
        (ANSWERS_TO_ALL if _only_a_guide(talk) else ANSWERS) | BEFORE_FORMS | (EVEN if _whole(talk) else frozenset())
    )
    if about not in gives_way or talk.text.startswith("/") or talk.active_form not in (None, FORM):
        return None
    held = in_hand(talk, session)
    named = [live for slug in _asked_for(talk, about) if (live := guide(session, slug, talk.on))]
    if named and not (held and talk.active_form and held.live.slug == named[0].slug):
        return lead(begin(talk, named[0])) if len(named) == 1 else offer(talk, session, named, ())
    if held is None:
        return _picked(talk, session)
    if talk.active_form and about not in BEFORE_FORMS:
        return None
    return _said_to_it(talk, held) or (_answered(talk, held) if talk.active_form or _left_by_warning(talk) else None)


def _asked_for(talk: Talk, about: str) -> list[str]:
    """The guides named; beside a procedure, whose fee or papers are asked, only those named word for word."""
    unsure = about in PRECISE and bool(talk.named("procedure"))
    guides = [each for each in talk.entities if each.kind == "guide" and (each.confidence == 1 or not unsure)]
    return list(dict.fromkeys(each.value for each in guides))


def _only_a_guide(talk: Talk) -> bool:
    """Whether the message is hardly more than the name of a guide, or two of its names."""
    if (
        talk.named("guide") and len(talk.named("procedure")) < 2 and not has(talk.text, "differ")
    ):  # «loại nào thì hợp với em»
        return True
    return _whole(talk)


def _whole(talk: Talk) -> bool:
    spans = {(entity.start, entity.end) for entity in talk.entities if entity.kind == "guide"}
    named = sum(end - start for start, end in spans)
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


def _picked(talk: Talk, session: Session) -> Reply | None:
    """«2», after the guides were offered."""
    chosen = by_number(talk) if talk.slot("topic") == OFFERED else None
    live = guide(session, chosen, talk.on) if chosen else None
    return lead(begin(talk, live)) if live else None


def _left_by_warning(talk: Talk) -> bool:
    """Whether the last reply was one for which a guide is left though nobody wished it."""
    said = talk.last_said()
    return bool(said) and said[-1].outcome in ("refused_unsafe", "handed_over")


def _answered(talk: Talk, held: InHand) -> Reply | None:
    """An answer to the question of the guide that was taken for «back» or «start over»."""
    question = held.walk.question
    chosen = typed(question, talk.text, talk.on) if question and command(talk.text) is None else None
    return lead(held.at(answer(held.walk, chosen))) if chosen else None
