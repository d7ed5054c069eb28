"""A name, a code, something about the citizen: a fragment without a question."""

from dataclasses import replace

from sqlalchemy.orm import Session

from actions.account_told import TOPIC as ACCOUNT_PROBLEM
from actions.account_told import told_problem
from actions.another import ask_back
from actions.choose import ask_which, nearest
from actions.context import named
from actions.facts_told import is_new, known, wants_to_be_forgotten
from actions.need import Need
from actions.not_held import not_held
from actions.offers import common, name_of, onward
from actions.picked import picked
from actions.private import private, refusal
from actions.say import LOOK_UP, Reply, one
from actions.several import with_open
from actions.talk import Talk
from actions.topic import answer_topic, answered, last_topic, narrowed_again
from procedures.answers import simple
from procedures.answers.told import all_told, case
from procedures.words import say

DOSSIER = ("application_code", "code_begun")


class Inform(Need):
    """Answers the last topic for what is named or told now; the beginning of a dossier's code starts the look-up."""

    about = "inform"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The answer, the look-up, or a question back."""
        if any(talk.named(kind) for kind in DOSSIER) or (talk.slot("code_begun") and talk.named("code_rest")):
            return LOOK_UP
        if wants_to_be_forgotten(talk):
            return forget(talk, session)
        topic = last_topic(talk)
        if topic == ACCOUNT_PROBLEM and (trouble := told_problem(talk, session)):
            return trouble
        meant = named(talk, session)
        if meant.slugs or meant.unknown_code:
            return with_open(talk, session, answer_topic(talk, session, topic))
        if talk.named("birth_date"):  # after a look-up that failed, people send the date once more
            return LOOK_UP
        chosen = picked(talk, session)
        if chosen:
            return with_open(talk, session, answered(talk, session, chosen, topic))
        if private(talk):
            return one(refusal(talk))
        doubt = ask_back(talk, session, topic) or not_held(talk, session, topic)
        if doubt:
            return doubt
        again = narrowed_again(talk, session)
        if again:
            return again
        if is_new(talk) and not nearest(talk, session):
            return noted(talk, session)
        name = name_of(talk, session, talk.slot("procedure") or "")
        if name:
            near = [
                (other, slug, topic) for slug in nearest(talk, session)[:2] if (other := name_of(talk, session, slug))
            ]
            buttons = [*onward(talk, session), *near]
            return one(
                simple("actions.what_about", "asked_back", "choices", lang=talk.lang, buttons=buttons, name=name)
            )
        return ask_which(talk, session, topic)


def forget(talk: Talk, session: Session) -> Reply:
    """Forgets what was told about the case, and answers anew for everybody."""
    clean = replace(talk, slots={**talk.slots, "facts": None}, entities=(), text="")
    current = talk.slot("procedure")
    if not current:
        payload = simple("facts.forgotten", "smalltalk", lang=talk.lang, buttons=common(talk, session))
        return one(payload, facts=None)
    reply = answered(clean, session, current, last_topic(talk))
    payload = reply.payloads[0]
    text = f"{say('facts.forgotten_first', talk.lang)}\n{payload.text}"
    return one(payload.model_copy(update={"text": text}), **{**reply.slots, "facts": None})


def noted(talk: Talk, session: Session) -> Reply:
    """Says what was understood of the case, where no procedure is talked about yet."""
    told = case(all_told(known(talk)), talk.lang)
    if not told:
        return ask_which(talk, session, last_topic(talk))
    offers = [(name, slug, last_topic(talk)) for slug in talk.candidates if (name := name_of(talk, session, slug))]
    buttons = [*(offers or common(talk, session)), (say("button.forget", talk.lang), None, "inform")]
    return one(simple("facts.noted", "asked_back", "choices", lang=talk.lang, buttons=buttons, case=told))
