"""Gathers what belongs beside an agency's answer: the procedure, the day it is due, whom to call, what is kept."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from actions import status_due
from actions.agencies.dossier import Dossier
from actions.offers import name_of
from actions.office import Office
from actions.status_change import changes, seen
from actions.status_list import Looked, more
from actions.status_shown import Beside
from actions.status_shown import name_of as status_name
from actions.talk import Talk
from procedures import followed
from procedures.calendar import VIETNAM
from procedures.followed import Followed, Kept
from procedures.lookup import by_code


def key_of(office: Office) -> str:
    """The private key that seals and opens what is kept."""
    return office.settings.vault_private_key.get_secret_value()


def kept_by(office: Office, session: Session, talk: Talk) -> tuple[Kept, ...]:
    """The dossiers that the conversation follows."""
    return tuple(followed.followed(session, key_of(office), talk.conversation, office.now()))


def looked(office: Office, session: Session, talk: Talk, dossier: Dossier, agency: str) -> Looked:
    """A dossier that was just looked up; it is followed from now on where the agency gave a token."""
    slug = by_code(session, dossier.procedure_code) if dossier.procedure_code else None
    beside = _beside(session, talk, dossier, slug)
    if dossier.follow:
        kept = _keep(office, session, talk, dossier, agency, dossier.follow.token, dossier.follow.expires_at, slug)
        beside = replace(beside, kept_until=_day(kept.expires_at), first=True, offers=more(talk)[:-1])
    return Looked(dossier, beside, name_of(talk, session, slug) if slug else None)


def looked_again(office: Office, session: Session, talk: Talk, kept: Kept, dossier: Dossier, why: bool) -> Looked:
    """A followed dossier as it is now, with what is new; this look is remembered for the next."""
    was = kept.dossier
    slug = by_code(session, dossier.procedure_code) if dossier.procedure_code else was.slug
    name = status_name(dossier.status, dossier.status_text, talk.lang)
    before = status_name(was.seen["status"], was.seen["status_text"], talk.lang)
    news = changes(kept, dossier, name, before, talk.lang)
    token, until = was.token, kept.expires_at
    if dossier.follow:
        token, until = dossier.follow.token, dossier.follow.expires_at
    now = _keep(office, session, talk, dossier, was.agency, token, until, slug)
    beside = replace(
        _beside(session, talk, dossier, slug),
        news=news, why=why, kept_until=_day(now.expires_at), offers=more(talk)[:-1],
    )  # fmt: skip
    return Looked(dossier, beside, name_of(talk, session, slug) if slug else None)


def _beside(session: Session, talk: Talk, dossier: Dossier, slug: str | None) -> Beside:
    due = status_due.due(session, dossier, slug, talk.on)
    contacts = status_due.contacts(session, dossier.code, talk.lang) if due and due.over else None
    return Beside(slug=slug, due=due, contacts=contacts)


def _keep(
    office: Office, session: Session, talk: Talk, dossier: Dossier, agency: str, token: str, until: datetime,
    slug: str | None,
) -> Kept:  # fmt: skip
    held = Followed(code=dossier.code, agency=agency, token=token, slug=slug, seen=seen(dossier))
    return followed.keep(session, key_of(office), talk.conversation, held, until, office.now())


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()
