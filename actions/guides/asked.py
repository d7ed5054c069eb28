"""The question of a guide as it is asked now."""

from actions.guides.state import InHand
from actions.talk import Talk
from procedures.answers import simple
from procedures.answers.guide_question import question
from procedures.payload import Payload
from procedures.words import say


def asked(talk: Talk, held: InHand) -> Payload:
    """The question as it is asked now, after what there is to say first."""
    if held.note == "guides.which_change":
        about = [step.question.short.in_(talk.lang) for step in held.walk.path]
        ways = [(say("guides.change_about", talk.lang, about=each), None, None) for each in about]
        ways.append((say("guides.resume", talk.lang), None, None))
        return simple(
            held.note, "guided", "guide", lang=talk.lang, topic="guide", procedure=held.live.slug, buttons=ways
        )
    return question(held.live.slug, held.walk, talk.lang, say(held.note, talk.lang) if held.note else None)
