"""What a conversation says about the case, read from its transcript: Rasa is not asked, its tracker stays as it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.models import Conversation, Item
from procedures import case
from procedures.facts import NOTHING, Facts
from procedures.lookup import family_of
from procedures.words import say

MOST = 200
"""Items looked back at."""
_HIDDEN = re.compile(
    "|".join(re.escape(say("web.hidden", lang, what="\0")).replace("\0", ".*?") for lang in ("vi", "en"))
)
_FORGET = frozenset(say("button.forget", lang) for lang in ("vi", "en"))


@dataclass(frozen=True)
class Known:
    """``procedure``: of the newest answer; ``text``: the citizen's newest message, item ``seq``."""

    lang: str
    procedure: str | None = None
    facts: Facts = NOTHING
    text: str = ""
    seq: int = 0


def known_of(session: Session, conversation: Conversation) -> Known:
    """The case as far as it was told. What was told of another procedure's filing is dropped, as in the talk."""
    newest = select(Item).where(Item.conversation_id == conversation.id).order_by(Item.seq.desc()).limit(MOST)
    items = list(session.scalars(newest))[::-1]
    return _read(session, Known(conversation.lang), items)


def plain(text: str) -> str:
    """A message without the marks of what intake hid."""
    return " ".join(_HIDDEN.sub(" ", text).split())


def _read(session: Session, known: Known, items: Sequence[Item]) -> Known:
    before = known.facts
    for item in items:
        payload = item.payload
        if item.sender == "citizen":
            text = plain(str(payload.get("text") or ""))
            before = NOTHING if text in _FORGET else known.facts
            known = replace(known, facts=_after(before, text), text=text, seq=item.seq)
        elif (slug := payload.get("procedure")) and slug != known.procedure:
            if known.procedure and not _kin(session, slug, known.procedure):
                before = replace(before, channel=None, occasion=None)
                known = replace(known, facts=_after(before, known.text))
            known = replace(known, procedure=str(slug))
    return known


def _after(facts: Facts, text: str) -> Facts:
    return case.after(facts, text, case.recognised(text))


def _kin(session: Session, one: str, other: str) -> bool:
    return (family_of(session, one) or one) == (family_of(session, other) or other)
