"""A message that was not understood: asks for other words, then names the hotline."""

from sqlalchemy.orm import Session

from actions.choose import nearest
from actions.context import named
from actions.cues import has
from actions.guessed import TOPICS, guessed
from actions.human import Human
from actions.need import Need
from actions.not_held import not_held
from actions.offers import Offer, common, hotline, hotline_text, name_of, onward, plain
from actions.picked import picked
from actions.private import private, refusal
from actions.say import Reply, one
from actions.talk import Talk
from actions.topic import answered, last_topic
from procedures.answers import simple
from procedures.words import say

NEAREST = 3
"""Procedures offered."""


class Fallback(Need):
    """Two stages: what may have been meant, and the second time in a row a person."""

    about = "fallback"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The nearest procedures and topics as buttons, or the hotline."""
        if private(talk):
            return one(refusal(talk))
        chosen = picked(talk, session)
        if chosen:
            return answered(talk, session, chosen, last_topic(talk))
        if has(talk.text, "whom_to_call"):
            return Human(self.office).reply(talk, session)
        failures = int(talk.slot("failures") or 0) + 1
        if failures > 1:
            return self.again(talk, failures)
        meant = named(talk, session).one
        if meant and (name := name_of(talk, session, meant)):
            return which_topic(talk, meant, name)
        return not_held(talk, session, last_topic(talk)) or self.first(talk, session, failures)

    def first(self, talk: Talk, session: Session, failures: int) -> Reply:
        """Asks for other words."""
        near = nearest(talk, session)[:NEAREST] or list(talk.candidates)  # what was offered stays so
        key = "actions.not_understood_near" if near else "actions.not_understood"
        topic = next(iter(guessed(talk)), "overview")
        offers: list[Offer] = [(name, slug, topic) for slug in near if (name := name_of(talk, session, slug))]
        current = talk.slot("procedure")
        if current and name_of(talk, session, current):
            offers += [(say(f"button.{each}", talk.lang), current, each) for each in guessed(talk)[:TOPICS]]
        buttons = [*(offers or (onward(talk, session) if current else common(talk, session))), plain(talk, "human")]
        payload = simple(key, "unanswerable_no_match", "choices", lang=talk.lang, buttons=buttons)
        return Reply([payload], {"failures": failures, "candidates": near or None})

    def again(self, talk: Talk, failures: int) -> Reply:
        """Names a person to ask."""
        settings = self.office.settings
        line = hotline_text(settings, talk.lang)
        buttons = [plain(talk, "human"), plain(talk, "help")]
        payload = simple(
            "actions.still_not_understood", "unanswerable_no_match", lang=talk.lang, buttons=buttons, hotline=line
        )
        return Reply([payload.model_copy(update={"blocks": [hotline(settings, talk.lang)]})], {"failures": failures})


def which_topic(talk: Talk, slug: str, name: str) -> Reply:
    """Asks what to know of the procedure that the message names."""
    topics = list(dict.fromkeys([*guessed(talk)[:TOPICS], "overview", "documents", "fee"]))
    buttons = [(say(f"button.{topic}", talk.lang), slug, topic) for topic in topics]
    payload = simple(
        "talk.what_about_near", "asked_back", "choices", lang=talk.lang, procedure=slug,
        buttons=[*buttons, plain(talk, "human")], name=name,
    )  # fmt: skip
    return Reply([payload], {"failures": 1, "procedure": slug, "candidates": None})
