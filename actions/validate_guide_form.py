"""Reads the answer to a guide's question out of what the citizen writes, and what is said to the guide itself."""

from dataclasses import replace

from sqlalchemy.orm import Session

from actions.bare_question import topics_of
from actions.guides.state import FORM, NO_GUIDE, InHand, in_hand
from actions.need import Need
from actions.private import private
from actions.say import Reply
from actions.talk import Talk
from procedures.guides.typed import asks, command, to_change, typed
from procedures.guides.walk import answer, back, start, unanswered

MAY_BE_AN_ANSWER = frozenset({"inform", "nlu_fallback", "affirm", "out_of_scope"})
"""Intents after which a message that fits no option counts as an answer that was not understood."""
ENDS = "requested_slot"
"""Setting it to None ends the form: ``action_guide_outcome`` then says why."""
NAMED = ("age", "province", "relation", "group", "level", "channel", "occasion")


class ValidateGuideForm(Need):
    """Gives slots only for what answers the question: without any, Rasa lets the message be another question."""

    about = "validate_guide_form"

    def name(self) -> str:
        """The name that Rasa derives from the form's."""
        return self.about

    def reply(self, talk: Talk, session: Session) -> Reply:
        """Where the guide stands after the message."""
        held = in_hand(talk, session)
        if held is None:
            return Reply(slots={**NO_GUIDE, ENDS: None})
        asked = talk.slot(ENDS) == "guide_answer" and talk.active_form == FORM
        if not asked or held.moved or talk.begun:  # Rasa also calls this where the form comes back after another answer
            return Reply(slots=held.slots())
        if talk.text.startswith("/"):
            return Reply()
        question = held.walk.question
        if question is None:
            return Reply(slots=held.slots())
        chosen = typed(question, talk.text, talk.on, {kind: talk.named(kind) for kind in NAMED})
        if chosen:
            return Reply(slots=held.at(answer(held.walk, chosen)).slots())
        return commanded(talk, held) or not_understood(talk, held)


def commanded(talk: Talk, held: InHand) -> Reply | None:
    """What is said to the guide itself; None for anything else."""
    match command(talk.text):
        case "back":
            return Reply(slots=held.at(back(held.walk)).slots())
        case "again":
            return Reply(slots=held.at(start(held.live.guide)).slots())
        case "pause":
            return Reply(slots={**replace(held, paused=True, note=None).slots(), ENDS: None})
        case "stop":
            return Reply(slots={**NO_GUIDE, ENDS: None})
        case "change":
            question = to_change(held.walk, talk.text)
            if question:
                return Reply(slots=held.at(unanswered(held.walk, question)).slots())
            return Reply(slots=replace(held, note="guides.which_change").slots())
        case "resume":
            return Reply(slots=held.at(held.walk).slots())
    return None


def not_understood(talk: Talk, held: InHand) -> Reply:
    """The question again where the message seems to answer it; nothing for what is another question or matter."""
    other = talk.named("procedure") or talk.named("guide") or talk.named("procedure_code")
    dossier = any(talk.named(kind) for kind in ("application_code", "code_begun"))
    if talk.intent not in MAY_BE_AN_ANSWER or asks(talk.text) or topics_of(talk) or other or dossier or private(talk):
        return Reply()
    return Reply(slots=replace(held, missed=held.missed + 1, note="guides.missed").slots())
