"""The help beside a conversation: drafts, cards, canned replies, notes, as one view."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.accounts.signed_in import SignedIn
from bot.web.desk.help import canned, notes
from bot.web.desk.help.cards import TOPICS, card, has_guide
from bot.web.desk.help.errors import HelpError
from bot.web.desk.help.known import Known, known_of
from bot.web.desk.help.sight import visible
from bot.web.desk.help.suggest import Suggestion, facts_for, name_of, suggest
from bot.web.desk.models import StaffNote
from bot.web.settings import WebSettings
from bot.web.understood import Understood
from procedures.answers.told import all_told, case
from procedures.facts import Facts
from procedures.lookup import members
from procedures.payload import Payload
from procedures.search import search

MOST = 6
"""Procedures found by the picker."""


@dataclass(frozen=True)
class Picked:
    """A card chosen by hand; ``payload`` None before a topic was chosen."""

    slug: str
    name: str
    topic: str
    payload: Payload | None
    facts: Facts
    has_guide: bool


@dataclass(frozen=True)
class Ready:
    """A canned reply with its variables filled in."""

    shortcut: str
    title: str
    text: str


@dataclass(frozen=True)
class Panel:
    """``understood`` is False where Rasa could not be asked."""

    conversation: str
    held_by_me: bool
    known: Known
    case: str
    understood: bool
    suggestions: Sequence[Suggestion]
    found: Sequence[tuple[str, str]]
    picked: Picked | None
    canned: Sequence[Ready]
    notes: Sequence[tuple[StaffNote, str]]


def known_for(session: Session, me: SignedIn, who: Who, conversation_id: str) -> Known:
    """What is known of a conversation that this person may look at; the look is logged. Raises NoSuchTalk."""
    return known_of(session, visible(session, me, who, conversation_id))


def panel(
    session: Session, me: SignedIn, who: Who, settings: WebSettings, conversation_id: str, *,
    meant: Understood | None, on: date, q: str = "", slug: str = "", topic: str = "",
) -> Panel:  # fmt: skip
    """The whole view. ``q``, ``slug`` and ``topic`` are of the picker. Raises NoSuchTalk."""
    talk = visible(session, me, who, conversation_id)
    known = known_of(session, talk)
    hits = search(session, q, on, limit=MOST) if q else []
    return Panel(
        conversation=talk.id,
        held_by_me=talk.stage == "held" and talk.holder_id == me.account_id,
        known=known,
        case=case(all_told(known.facts), me.lang),
        understood=meant is not None or not known.text,
        suggestions=suggest(session, known, meant, on) if known.text else [],
        found=[(hit.slug, hit.name) for hit in hits],
        picked=_picked(session, known, slug or known.procedure or "", topic if slug else "", on),
        canned=_canned(session, me, settings, known, on),
        notes=notes.notes_of(session, talk.id),
    )


def _picked(session: Session, known: Known, slug: str, topic: str, on: date) -> Picked | None:
    name = name_of(session, slug, on, known.lang) or (slug if slug and members(session, slug) else None)
    if name is None:
        return None
    facts = facts_for(session, known, slug)
    try:
        payload = card(session, slug, topic, on=on, lang=known.lang, facts=facts) if topic in TOPICS else None
    except HelpError:
        payload = None
    return Picked(slug, name, topic, payload, facts, has_guide(session, slug, on))


def _canned(session: Session, me: SignedIn, settings: WebSettings, known: Known, on: date) -> list[Ready]:
    name = name_of(session, known.procedure, on, known.lang) if known.procedure else None
    values = {"ten_thu_tuc": name or "", "tong_dai": settings.hotline_number, "ten_toi": me.name}
    return [
        Ready(each.shortcut, each.title, canned.fill(each.text(known.lang), values, known.lang))
        for each in canned.usable(session, me.team_id)
    ]
