"""What the form of the guides ends in: the outcome, a pause, or a stop."""

from sqlalchemy.orm import Session

from actions.facts_told import before, slot_of
from actions.guides.state import NO_GUIDE, in_hand
from actions.need import Need
from actions.offers import onward
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import simple
from procedures.answers.guide_outcome import outcome
from procedures.facts import Facts
from procedures.lookup import LookupFailed
from procedures.words import say


class GuideOutcome(Need):
    """The end of a guide, for now or for good."""

    about = "guide_outcome"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The outcome for the answers; the answers stay, so that one can still be changed."""
        held = in_hand(talk, session)
        if held is None:
            gone = talk.slot("guide") is not None
            key = "guides.gone" if gone else "guides.stopped"
            return one(simple(key, "guided", lang=talk.lang, buttons=onward(talk, session)), **NO_GUIDE)
        if held.paused or held.walk.outcome is None:
            ways = [(say("guides.resume", talk.lang), held.live.slug, "guide")]
            payload = simple(
                "guides.paused",
                "guided",
                "guide",
                lang=talk.lang,
                topic="guide",
                procedure=held.live.slug,
                buttons=ways,
            )
            return one(payload)
        try:
            payload = outcome(session, held.live.slug, held.walk, on=talk.on, lang=talk.lang)
        except LookupFailed:
            return one(simple("knowledge.not_in_catalog", "guided", lang=talk.lang, contacts=True), **NO_GUIDE)
        facts = slot_of(facts_after(before(talk), held.walk.facts))
        return one(payload, procedure=payload.procedure, candidates=None, guide_answer=None, facts=facts)


def facts_after(known: Facts, told: Facts) -> Facts:
    """What is known of the case once the guide was answered; ages of a guide are bands, so none is remembered."""
    fresh = {name: value for name, value in told.to_json().items() if name not in ("age", "groups")}
    groups = sorted(known.groups | told.groups)
    return Facts.from_json({**known.to_json(), **fresh, "groups": groups})
