"""A message that was not understood: asks for other words, then names the hotline."""

from sqlalchemy.orm import Session

from actions.choose import nearest
from actions.need import Need
from actions.offers import common, hotline, hotline_text, name_of, plain
from actions.private import private, refusal
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import simple


class Fallback(Need):
    """Two stages: what may have been meant, and the second time in a row a person."""

    about = "fallback"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The nearest procedures as buttons, or the hotline."""
        if private(talk):
            return one(refusal(talk))
        failures = int(talk.slot("failures") or 0) + 1
        return self.first(talk, session, failures) if failures == 1 else self.again(talk, failures)

    def first(self, talk: Talk, session: Session, failures: int) -> Reply:
        """Asks for other words."""
        near = nearest(talk, session)
        key = "actions.not_understood_near" if near else "actions.not_understood"
        offers = [(name, slug, "overview") for slug in near if (name := name_of(talk, session, slug))]
        buttons = [*(offers or common(talk, session)), plain(talk, "human")]
        payload = simple(key, "unanswerable_no_match", "choices", lang=talk.lang, buttons=buttons)
        return Reply([payload], {"failures": failures, "candidates": near or None})

    def again(self, talk: Talk, failures: int) -> Reply:
        """Names a person to ask."""
        settings = self.office.settings
        line = hotline_text(settings, talk.lang)
        buttons = [plain(talk, "help")]
        payload = simple(
            "actions.still_not_understood", "unanswerable_no_match", lang=talk.lang, buttons=buttons, hotline=line
        )
        return Reply([payload.model_copy(update={"blocks": [hotline(settings, talk.lang)]})], {"failures": failures})
