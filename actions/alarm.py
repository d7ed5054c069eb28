"""A safety net under the classifier: words of danger in any message bring the numbers of emergencies first."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from actions.marks import Word, phrase, stands, without_all
from actions.offers import emergency
from actions.say import Reply
from actions.talk import Talk
from procedures.answers import simple
from procedures.payload import Payload

WORDS = Path(__file__).with_name("alarm.yml")
INSTEAD = frozenset({"fallback", "inform", "out_of_scope"})
"""Actions for what was not understood as a question: beside an emergency their replies are noise."""
DANGER = (("phrases", False), ("exact", True))
INNOCENT = (("innocent", False), ("innocent_exact", True))
"""Lists of ``alarm.yml``, and whether their words must have all their marks."""


def card(talk: Talk) -> Payload:
    """Whom to call now."""
    payload = simple("actions.danger", "refused_unsafe", lang=talk.lang)
    return payload.model_copy(update={"blocks": [emergency(talk.lang)]})


def first(talk: Talk, about: str, reply: Reply) -> Reply:
    """The reply with the card before it where the message holds words of danger, once in a turn."""
    if about == "danger" or not reply.payloads or talk.begun or not alarming(talk.text):
        return reply
    alone = about in INSTEAD and not talk.named("procedure")
    return replace(reply, payloads=[card(talk)] if alone else [card(talk), *reply.payloads])


def alarming(text: str) -> bool:
    """Whether a message of a citizen holds a phrase of ``alarm.yml`` outside the innocent ones of that file."""
    if text.startswith("/"):  # a button
        return False
    words: list[Word | None] = [*phrase(text)]
    for name, exact in INNOCENT:
        words = without_all(words, _list(name), exact)
    return any(stands(words, _list(name), exact) for name, exact in DANGER)


@cache
def _list(name: str) -> list[tuple[Word, ...]]:
    return [phrase(text) for text in yaml.safe_load(WORDS.read_text("utf-8"))[name]]
