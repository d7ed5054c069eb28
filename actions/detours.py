"""What a message may want besides what its intent says: an earlier procedure, a correction, one that we don't hold."""

from sqlalchemy.orm import Session

from actions.account_told import account_trouble, still_in_trouble
from actions.bare_question import asked_within
from actions.context import named
from actions.cues import begins, has
from actions.elsewhere import elsewhere
from actions.guides.state import FORM
from actions.history import history
from actions.in_context import in_context
from actions.not_held import not_held
from actions.of_ours import asks_elsewhere
from actions.say import LOOK_UP, Reply, one
from actions.status_replies import without_code
from actions.status_wish import asks_why, is_without_code
from actions.talk import Talk
from actions.topic import answer_topic, answered, last_topic, narrowed_again
from actions.warned import warned
from procedures.answers.compose import PARTS

STATUS_FORM = "status_form"
UNSURE = 0.5
"""Chance below which a topic is not what a correction asks."""
TALK = frozenset(
    {"back", "inform", "fallback", "repeat", "deny", "affirm", "out_of_scope", "find_procedure", "compare", "restart",
     "feedback", "bot_challenge", "help"}
)  # fmt: skip
"""Actions of talk that give way: «compare» only to what we don't hold, «restart» only to an earlier procedure."""
WHY = frozenset({"out_of_scope", "fallback", "deny", "repeat", "feedback"})
"""Actions that give way to «why», said of a dossier just shown."""
CORRECTED = frozenset({"affirm", "repeat", "out_of_scope", "fallback", "feedback"})
"""Actions that don't look at names, nor do «deny» and «back»: one beside «no, I meant» is what was asked."""


def detour(talk: Talk, session: Session, about: str) -> Reply | None:
    """The reply instead of the action's own; None for a message that means what its intent says."""
    if talk.text.startswith("/") or (about not in PARTS and about not in TALK):
        return None
    if talk.named("unknown_procedure") and about != "restart":
        held = not_held(talk, session, last_topic(talk) if about in TALK else about)
        if held:
            return held
    after_warning = warned(talk, about)
    if after_warning:
        return after_warning
    if talk.active_form == STATUS_FORM and about in TALK and is_without_code(talk.text):
        return one(without_code(talk))
    if about in WHY and not talk.active_form and asks_why(talk):
        return LOOK_UP
    trouble = account_trouble(talk, session, about)
    if trouble:
        return trouble
    return (
        earlier(talk, session, about)
        or in_context(talk, session, about)
        or corrected(talk, session, about)
        or still_in_trouble(talk, session, about)
        or (elsewhere(talk, session) if asks_elsewhere(talk, session, about) else None)
    )


def earlier(talk: Talk, session: Session, about: str) -> Reply | None:
    """«Quay lại cái lúc nãy», «thủ tục ban đầu», «cái lúc nãy mất bao lâu»: an earlier procedure, anew."""
    steps = history(talk)
    if talk.active_form == FORM or about == "compare" or not steps:
        return None
    first = has(talk.text, "first")
    if not first and not has(talk.text, "earlier"):
        return None
    if named(talk, session).slugs:
        return None
    current = talk.slot("procedure")
    others = [step for step in steps if step[0] != current]
    if not first and not others:
        return None
    slug, topic = steps[0] if first else others[-1]
    return answered(talk, session, slug, about if about in PARTS and about != "overview" else topic)


def corrected(talk: Talk, session: Session, about: str) -> Reply | None:
    """«Không, ý tôi là số 2», «à nhầm, tạm trú cơ»: the last question, for the procedure or the case named now."""
    if about == "account_problem":  # «à quên, khai tử»: nobody forgot a password
        meant = has(talk.text, "slip") or begins(talk.text, "begins_slip")
    elif about in ("deny", "back"):
        meant = about == "back" or not has(talk.text, "drops")
    elif about in PARTS:  # «hông phải hỏi hộ chiếu, hỏi căn cước»: a topic that was hardly heard is none
        unsure = bool(talk.chances) and talk.chances[0] < UNSURE
        meant = unsure and has(talk.text, "not_this") and not asked_within(talk.text)
    else:
        meant = about in CORRECTED and (has(talk.text, "correction") or begins(talk.text, "begins_slip"))
    if not meant:
        return None
    if named(talk, session).slugs:
        return answer_topic(talk, session, last_topic(talk))
    return narrowed_again(talk, session) if about == "deny" else None  # «không, cho mẹ tôi»
