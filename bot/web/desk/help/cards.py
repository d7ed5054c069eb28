"""Cards that staff send: made anew from procedure and topic, never of what a page posts."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.desk.errors import NotHeld
from bot.web.desk.help.errors import CardChanged, NoSuchCard
from bot.web.desk.models import StaffMessage
from bot.web.models import Conversation
from procedures.answers import answer
from procedures.answers.compose import PARTS
from procedures.facts import NOTHING, Facts
from procedures.guides.find import guide_for
from procedures.lookup import in_force, members
from procedures.models import Procedure
from procedures.payload import Payload, number_buttons
from procedures.words import say

TOPICS = tuple(PARTS)
"""What a card can be about, in the order of the picker."""


def card(
    session: Session, slug: str, topic: str, *, on: date, lang: str, facts: Facts = NOTHING, version: int | None = None
) -> Payload:
    """The answer. ``version``: of the record as the person saw it.

    Raises NoSuchCard, and CardChanged where another version is live by now.
    """
    if topic not in PARTS:
        raise NoSuchCard
    payload = answer(session, slug, topic, on=on, lang=lang, facts=facts)
    if payload.outcome == "unanswerable_not_in_catalog":
        raise NoSuchCard
    if version is not None and payload.version != version:
        raise CardChanged
    return payload


def guide_card(session: Session, slug: str, *, on: date, lang: str, base: str) -> Payload:
    """An invitation to the guide: a button that begins it once the bot answers, and the address of its own page.

    Raises NoSuchCard where no guide leads through the procedure.
    """
    live = guide_for(session, slug, on)
    if live is None:
        raise NoSuchCard
    found = in_force(session, live.slug, on)
    address = f"{base}/thu-tuc/{live.slug}/huong-dan{'?lang=en' if lang == 'en' else ''}"
    text = say("help.guide.invitation", lang, title=live.guide.title.in_(lang), address=address)
    return Payload(
        kind="choices", outcome="asked_back", lang="en" if lang == "en" else "vi", procedure=live.slug, topic="guide",
        text=text, buttons=number_buttons([(say("button.guide", lang), live.slug, "guide")]),
        version=found.version, checked_on=found.record.checked_on,
    )  # fmt: skip


def has_guide(session: Session, slug: str, on: date) -> bool:
    """Whether a guide leads through the procedure."""
    return guide_for(session, slug, on) is not None


def is_known(session: Session, slug: str) -> bool:
    """Whether a slug names a procedure or a family, on any day."""
    return bool(slug) and (_published(session, slug) or bool(members(session, slug)))


def sent_before(session: Session, conversation_id: str, client_id: str) -> bool:
    """Whether this form has come before: then all is done, whoever holds the conversation by now."""
    mine = StaffMessage.conversation_id == conversation_id, StaffMessage.client_id == client_id
    return session.scalar(select(StaffMessage.id).where(*mine)) is not None


def held_language(session: Session, conversation_id: str, account_id: int | None) -> str:
    """The language of a conversation that this person holds. Raises NotHeld."""
    found = session.get(Conversation, conversation_id)
    if found is None or found.stage != "held" or found.holder_id != account_id:
        raise NotHeld
    return found.lang


def _published(session: Session, slug: str) -> bool:
    row = session.get(Procedure, slug)
    return row is not None and row.live_version is not None
