"""A draft as citizens will see it: on the page, as a card, on any day, for any facts. Nothing is written.

The session shows the draft in place of the live record (``procedures.lookup.PREVIEW``), so that the very code which
answers citizens draws it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from sqlalchemy.orm import Session

from bot.web.chat.cards import Card, card_of
from bot.web.conversations import Entry
from bot.web.editing.errors import HasProblems, NoSuchThing
from bot.web.library.sheet import Sheet, sheet
from procedures.answers import answer
from procedures.answers.compose import PARTS
from procedures.calendar import now
from procedures.drafts import Draft, NoSuchDraft
from procedures.facts import Facts
from procedures.lookup import PREVIEW, NotInCatalog
from procedures.payload import Payload
from procedures.publishing.put_live import resolved
from procedures.record import Record

TOPICS = tuple(PARTS)


def page_of(session: Session, draft: int, on: date, lang: str) -> Sheet:
    """The public page. Raises NoSuchDraft, HasProblems where its form is not sound, NotInForce."""
    with _instead(session, draft) as slug:
        return sheet(session, slug, on, lang)


def card(session: Session, draft: int, topic: str, on: date, lang: str, facts: Facts) -> tuple[Card, Payload]:
    """The chat's answer. Raises as ``page_of``, NoSuchThing for an unknown topic."""
    if topic not in PARTS:
        raise NoSuchThing
    with _instead(session, draft) as slug:
        payload = answer(session, slug, topic, on=on, lang=lang, facts=facts)
    entry = Entry(seq=1, sender="bot", at=now(), payload=payload.model_dump(mode="json", by_alias=True))
    return card_of(entry), payload


@contextmanager
def _instead(session: Session, number: int) -> Iterator[str]:
    """Shows the draft in place of what is live; gives its slug."""
    draft = session.get(Draft, number)
    if draft is None:
        raise NoSuchDraft(str(number))
    if draft.intent == "retire":
        raise NotInCatalog(draft.key)
    try:
        record = resolved(session, Record.model_validate(draft.content))
    except ValueError as error:
        raise HasProblems from error
    shown: Mapping[str, Record] = {record.slug: record}
    session.info[PREVIEW] = shown
    try:
        yield record.slug
    finally:
        del session.info[PREVIEW]
