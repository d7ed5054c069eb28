"""What the citizen has told about the case: the slot ``facts``, with what the latest message adds or takes back.

What is about a person (for whom, age, groups, level of the account, province) is kept for the whole talk, until it is
corrected or forgotten. How and on what occasion something is filed (channel, occasion) belongs to the procedure: it is
dropped when the talk goes on to a procedure of another family, and kept between those of one family.

What one message tells is read by ``procedures/case.py``.
"""

import re
from dataclasses import replace

from sqlalchemy.orm import Session

from actions.talk import Talk
from procedures import case
from procedures.facts import Facts
from procedures.lookup import family_of
from procedures.text import fold

FORGET = re.compile(
    r"\b(?:quen|xoa|bo)\b.{0,25}\b(?:thong tin|dieu)\b.{0,20}\b(?:toi|em|minh|chau)\b"
    r"|\bforget (?:about me|me|what i told|my (?:details|information|data))"
)


def slot_of(facts: Facts) -> dict[str, object] | None:
    """The value for the slot."""
    return facts.to_json() or None


def before(talk: Talk) -> Facts:
    """What was told before this message."""
    return Facts.from_json(talk.slot("facts"))


def said(talk: Talk) -> Facts:
    """What this message tells."""
    return case.said(talk.text, talk.entities)


def known(talk: Talk) -> Facts:
    """All that is told by now."""
    return case.after(before(talk), talk.text, talk.entities)


def known_about(talk: Talk, session: Session, slug: str) -> Facts:
    """The same for a procedure: without how the one talked about so far was to be filed, if it is of another family."""
    current = talk.slot("procedure")
    facts = before(talk)
    if current and current != slug and _family(session, current) != _family(session, slug):
        facts = replace(facts, channel=None, occasion=None)
    return case.after(facts, talk.text, talk.entities)


def is_new(talk: Talk) -> bool:
    """Whether this message changes what is known, or says it again."""
    return bool(said(talk)) or known(talk) != before(talk)


def wants_to_be_forgotten(talk: Talk) -> bool:
    """Whether the button was pressed, which answers name «Quên thông tin của tôi», or it was typed."""
    return talk.text.startswith("/inform") or bool(FORGET.search(fold(talk.text)))


def _family(session: Session, slug: str) -> str:
    """A slug without a record is itself the name of a family."""
    return family_of(session, slug) or slug
