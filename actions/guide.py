"""«Lead me step by step»: starts a guide, goes on with one, or offers them."""

from sqlalchemy.orm import Session

from actions.context import resolve
from actions.guides.lead import lead, offer
from actions.guides.state import FORM, begin, in_hand
from actions.need import Need
from actions.say import Reply
from actions.talk import Talk
from procedures.guides.find import guide_for


class Guide(Need):
    """«Dẫn em từng bước.»"""

    about = "guide"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The guide of the procedure named or talked about; the list where there is none."""
        asked = talk.named("guide")
        meant = asked or resolve(talk, session).slugs
        live = [each for slug in meant if (each := guide_for(session, slug, talk.on))]
        held = in_hand(talk, session)
        if held and held.paused and (not meant or [each.slug for each in live] == [held.live.slug]):
            return lead(held.at(held.walk, "guides.resumed"))
        if held and talk.active_form == FORM and not asked and not talk.named("procedure"):
            return lead(held.at(held.walk))  # «dẫn em với», said amid it
        if len({each.slug for each in live}) == 1:
            return lead(begin(talk, live[0]))
        return offer(talk, session, live, meant)
