"""Sets the talk on a guide, or asks which."""

from collections.abc import Sequence

from rasa_sdk.events import FollowupAction
from sqlalchemy.orm import Session

from actions.guides.state import FORM, InHand
from actions.offers import name_of
from actions.say import NO_DOSSIER, Reply, one
from actions.talk import Talk
from procedures.guides.find import Live, guide_for, guides
from procedures.lookup import members
from procedures.payload import Block, Payload, number_buttons
from procedures.words import say


def lead(held: InHand) -> Reply:
    """Goes on with a guide: its form asks. A look-up in hand is dropped."""
    slots = {**NO_DOSSIER, **held.slots(), "procedure": held.live.slug}
    return Reply(slots=slots, events=[FollowupAction(FORM)])


def offer(talk: Talk, session: Session, live: Sequence[Live], meant: Sequence[str]) -> Reply:
    """Which guide? Those of the procedures or the family meant, else all of them."""
    kin = [each for slug in meant for each in members(session, slug)]
    found = live or [each for slug in kin if (each := guide_for(session, slug, talk.on))]
    found = list({each.slug: each for each in found or guides(session, talk.on)}.values())
    name = name_of(talk, session, meant[0]) if len(meant) == 1 and not live else None
    text = say("guides.which_of" if name else "guides.which", talk.lang, name=name)
    titles = [each.guide.title.in_(talk.lang) for each in found]
    payload = Payload(
        kind="choices",
        outcome="asked_back",
        lang=talk.lang,
        topic="guide",
        text="\n".join([text, *(f"• {title}" for title in titles)]),
        blocks=[Block(type="text", title=text, rows=[{"text": title} for title in titles])] if titles else [],
        buttons=number_buttons([(title, each.slug, "guide") for each, title in zip(found, titles, strict=True)]),
    )
    return one(payload, topic="guide", candidates=[each.slug for each in found])
