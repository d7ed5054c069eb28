"""One step back."""

from dataclasses import replace

from rasa_sdk.events import ActiveLoop, SlotSet
from sqlalchemy.orm import Session

from actions.guides.back import guide_back
from actions.need import Need
from actions.offers import onward
from actions.say import NO_DOSSIER, Reply, one
from actions.talk import Talk
from actions.topic import answered
from procedures.answers import simple
from procedures.answers.compose import PARTS


class Back(Need):
    """«Back»: the answer before the last one. A look-up in hand is dropped. Replaces Rasa's own action of that name."""

    about = "back"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The earlier answer anew, as it holds now; how to go on where there is none. In a guide its last question."""
        guided = guide_back(talk, session)
        if guided:
            return guided
        leave = [ActiveLoop(None), SlotSet("requested_slot", None)] if talk.active_form else []
        asked = [(payload.procedure, payload.topic) for turn in talk.said() for payload in turn]
        steps = [step for step in asked if step[0] and step[1] in PARTS]
        earlier = [step for step in steps if step != steps[-1]]
        if talk.active_form and steps:  # only the look-up is left: what was answered before it is one step back
            earlier = steps
        if earlier:
            procedure, topic = earlier[-1]
            reply = answered(talk, session, str(procedure), str(topic))
        else:
            reply = one(simple("actions.nothing_before", "smalltalk", lang=talk.lang, buttons=onward(talk, session)))
        return replace(reply, slots={**reply.slots, **NO_DOSSIER}, events=leave)
