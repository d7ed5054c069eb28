"""Asks which procedure is meant, offering the nearest or the commonest."""

from sqlalchemy.orm import Session

from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import choices, simple
from procedures.search import search
from procedures.text import PLACEHOLDER, find_application_codes, replace

COMMON = (
    "vneid-level2", "identity-card", "criminal-record", "linked-birth", "permanent-residence", "temporary-residence",
)  # fmt: skip
"""Offered where nothing is known of what the citizen wants."""

NEAR = 0.45
"""Score of the search from which a procedure is worth offering."""

BARE = 5
"""Letters of a single word up to which it is no name: «phí?», «alo»."""


def ask_which(talk: Talk, session: Session, topic: str, key: str | None = None) -> Reply:
    """The question back, with buttons that keep the topic asked. What is offered is remembered."""
    near = nearest(talk, session)
    key = key or ("actions.which_of_these" if near else "actions.which")
    payload = choices(session, near or COMMON, topic, on=talk.on, lang=talk.lang, key=key)
    offered = [button.procedure for button in payload.buttons if button.procedure]
    if not offered:  # a catalog without any of them
        payload = simple("actions.name_it", "asked_back", "choices", lang=talk.lang, topic=topic, contacts=True)
    return one(payload, topic=topic, procedure=None, candidates=offered or None)


def nearest(talk: Talk, session: Session) -> list[str]:
    """Slugs of the procedures whose names are nearest to the message; none for a button's press."""
    if talk.text.startswith("/") or (" " not in talk.text.strip() and len(talk.text) <= BARE):
        return []
    text = PLACEHOLDER.sub(" ", talk.text)
    codes = find_application_codes(text)
    text = replace(text, codes, [" "] * len(codes))
    return [hit.slug for hit in search(session, text, talk.on) if hit.score >= NEAR]
