"""A link by which an expert outside reads one draft in words and remarks on it, until a date."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import SYSTEM, Who
from bot.web.accounts.rows import changed
from bot.web.accounts.tokens import digest, new_token
from bot.web.editing.errors import LinkOver, Missing, NoSuchThing
from bot.web.editing.models import DraftRemark, FactCheck
from bot.web.editing.remark_lines import where
from bot.web.editing.remarks import LONGEST_NAME, About, remark
from bot.web.intake.hide import hide
from procedures.calendar import now
from procedures.drafts import RUNNING, Draft

MOST = 200
"""Remarks from outside on one draft."""
LASTS = (3, 7, 14, 30)
"""Days that a link may live."""


def make_link(session: Session, who: Who, draft: int, for_whom: str, days: int) -> str:
    """The secret of a link to this draft, shown once. Raises Missing, NoSuchThing."""
    if who.account_id is None or session.get(Draft, draft) is None or days not in LASTS:
        raise NoSuchThing
    for_whom = hide(for_whom)[:LONGEST_NAME]
    if not for_whom:
        raise Missing("for_whom")
    token, at = new_token(), now()
    session.add(
        FactCheck(
            token_hash=digest(token), draft_id=draft, for_whom=for_whom, made_by_id=who.account_id, created_at=at,
            expires_at=at + timedelta(days=days),
        )
    )  # fmt: skip
    audit.write(session, who, "make_fact_check", ("draft", draft), None, {"for": for_whom, "days": days})
    return token


def links(session: Session, draft: int) -> list[FactCheck]:
    """The links to this draft that still open it."""
    mine = FactCheck.draft_id == draft, *_open(now())
    return list(session.scalars(select(FactCheck).where(*mine).order_by(FactCheck.created_at)))


def end_links(session: Session, who: Who, draft: int) -> None:
    """Ends all links to this draft."""
    mine = FactCheck.draft_id == draft, *_open(now())
    if changed(session, update(FactCheck).where(*mine).values(ended_at=now())):
        audit.write(session, who, "end_fact_checks", ("draft", draft))


def by_link(session: Session, token: str) -> tuple[FactCheck, Draft]:
    """What the link opens. Raises LinkOver; also where the draft is done, so that nobody checks what is settled."""
    link = session.scalar(select(FactCheck).where(FactCheck.token_hash == digest(token), *_open(now())))
    draft = session.get(Draft, link.draft_id) if link else None
    if link is None or draft is None or draft.state not in RUNNING:
        raise LinkOver
    return link, draft


def remark_by_link(session: Session, token: str, about: About, text: str, form_id: str, address_id: str) -> None:
    """A remark from outside. Raises LinkOver, Missing, RowChanged, NoSuchThing."""
    link, draft = by_link(session, token)
    count = select(DraftRemark.id).where(DraftRemark.draft_id == draft.id, DraftRemark.by_id.is_(None))
    if len(session.scalars(count.limit(MOST)).all()) >= MOST:
        raise LinkOver
    who = Who(SYSTEM.account_id, address_id)
    remark(session, who, link.for_whom, draft.id, about, text, form_id, _mark(link))


def sent_lines(session: Session, link: FactCheck, draft: Draft, lang: str) -> list[tuple[str, DraftRemark]]:
    """What came by this link so far, each with what it is on, the oldest first."""
    mine = DraftRemark.draft_id == draft.id, DraftRemark.form_id.endswith(_mark(link))
    found = session.scalars(select(DraftRemark).where(*mine).order_by(DraftRemark.id))
    return [(where(each, draft, lang), each) for each in found]


def _mark(link: FactCheck) -> str:
    return f":{link.token_hash[:7]}"


def _open(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return FactCheck.ended_at.is_(None), FactCheck.expires_at > at
