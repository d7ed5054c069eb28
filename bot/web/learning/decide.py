"""Decisions on entries of the review queue: each in one transaction, once, with a row in the log."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.rows import changed
from bot.web.citizen.models import ReviewItem
from bot.web.desk.hidden import kinds_in
from bot.web.editing.edits import Writer
from bot.web.intake.hide import hide
from bot.web.learning.alias import add_alias
from bot.web.learning.errors import AlreadyDecided, BadChoice, NearHeldOut, OtherMeaning, Personal
from bot.web.learning.heldout import is_near
from bot.web.learning.models import Example
from bot.web.learning.nearness import plain
from procedures.calendar import now
from procedures.models import Procedure
from procedures.payload import TALK, TOPICS
from procedures.text import clean
from procedures.words import say

Act = Literal["example", "alias", "done", "drop"]
LONGEST = 300
LONGEST_ALIAS = 80
MOST = 3000
"""Entries decided at once."""
_HIDDEN = [re.escape(say("web.hidden", lang, what="\0").partition("\0")[0].strip()) for lang in ("vi", "en")]
_HIDDEN_PLACE = re.compile("|".join(_HIDDEN), re.IGNORECASE)


@dataclass(frozen=True)
class Choice:
    """What an editor chose for entries; ``words`` are those of the example or the alias."""

    act: Act
    words: str = ""
    topic: str = ""
    procedure: str = ""
    reason: str = ""
    lang: Literal["vi", "en"] = "vi"


@dataclass(frozen=True)
class Decided:
    """How many entries were decided; ``draft`` where an alias was put into one."""

    count: int
    draft: int | None = None


def decide(session: Session, by: Writer, entries: Sequence[int], choice: Choice) -> Decided:
    """Settles those of the entries that are still open, with what was chosen.

    Raises AlreadyDecided where none is open any more, and what the choice itself may raise: BadChoice, Personal,
    NearHeldOut, OtherMeaning, NotOpen. Then nothing was changed.
    """
    decision: dict[str, Any] = {"act": choice.act}
    state = "done"
    if choice.act == "drop":
        state, decision["reason"] = "dropped", _reason(choice.reason)
    settled = _settle(session, by, entries, state)
    draft = None
    if choice.act == "example":
        decision |= {"example": accept(session, by, choice), "topic": choice.topic, "procedure": choice.procedure}
    elif choice.act == "alias":
        words = _words(choice.words, LONGEST_ALIAS)
        draft = add_alias(session, by, _procedure(session, choice.procedure), words, choice.lang)
        decision |= {"alias": words, "procedure": choice.procedure, "draft": draft}
    session.execute(update(ReviewItem).where(ReviewItem.id.in_(settled)).values(decision=decision))
    after = decision | {"entries": len(settled)}
    audit.write(session, by.who, "decide_review", ("review", settled[0]), None, after, hide(choice.reason))
    return Decided(len(settled), draft)


def accept(session: Session, by: Writer, choice: Choice) -> int:
    """The example of these words: a new one, or the same that is there. Gives its number. Raises as ``decide``."""
    words = _words(choice.words, LONGEST)
    if choice.topic not in (*TOPICS, *TALK):
        raise BadChoice("topic")
    procedure = _procedure(session, choice.procedure) if choice.procedure else None
    if is_near(words):
        raise NearHeldOut
    example = Example(
        text=words, plain=plain(words), topic=choice.topic, procedure=procedure, lang=choice.lang,
        by_id=by.who.account_id, at=now(), state="accepted",
    )  # fmt: skip
    with suppress(IntegrityError), session.begin_nested():
        session.add(example)
        session.flush()
        return example.id
    known = session.scalars(select(Example).where(Example.plain == plain(words)).with_for_update()).one()
    if known.topic != choice.topic and known.state == "accepted":
        raise OtherMeaning
    known.topic, known.procedure, known.state = choice.topic, procedure, "accepted"
    return known.id


def withdraw(session: Session, by: Writer, example: int) -> None:
    """An example is no longer learned from. Doing it twice changes nothing more."""
    taken = update(Example).where(Example.id == example, Example.state == "accepted").values(state="withdrawn")
    if changed(session, taken):
        states = {"state": "accepted"}, {"state": "withdrawn"}
        audit.write(session, by.who, "withdraw_example", ("example", example), *states)


def _settle(session: Session, by: Writer, entries: Sequence[int], state: str) -> list[int]:
    settled = (
        update(ReviewItem)
        .where(ReviewItem.id.in_(entries[:MOST]), ReviewItem.state == "open")
        .values(state=state, decided_by=f"account:{by.who.account_id}", decided_at=now())
        .returning(ReviewItem.id)
        .execution_options(synchronize_session=False)
    )
    numbers = sorted(session.scalars(settled)) if entries else []
    if not numbers:
        raise AlreadyDecided
    return numbers


def _words(typed: str, longest: int) -> str:
    words = " ".join(clean(typed).split())
    if not any(char.isalpha() for char in words) or len(words) > longest:
        raise BadChoice("words")
    if kinds_in(words) or _HIDDEN_PLACE.search(words):
        raise Personal
    return words


def _procedure(session: Session, slug: str) -> str:
    known = select(Procedure.slug).where(Procedure.slug == slug, Procedure.live_version.is_not(None))
    if session.scalar(known) is None:
        raise BadChoice("procedure")
    return slug


def _reason(typed: str) -> str:
    if not typed.strip() or len(typed) > 500:
        raise BadChoice("reason")
    return hide(typed)
