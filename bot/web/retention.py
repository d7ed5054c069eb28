"""Erases what is older than the terms of the site allow. ``python -m bot.web.retention --preview`` only counts."""

import argparse
import sys
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Delete, Update, delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot.web.citizen.erase import RETENTION, erase
from bot.web.citizen.models import Difficulty, ResumeLink, ReviewItem
from bot.web.citizen.site_models import ErasedConversation, Erasure
from bot.web.citizen.terms import Terms, read_terms
from bot.web.desk.figures.bank import unfilled
from bot.web.desk.models import Call, CallBack, PrivateValue
from bot.web.desk.queue import phone
from bot.web.models import Conversation
from bot.web.settings import TermSettings
from procedures.calendar import midnight, now
from procedures.db import make_engine, make_sessions
from procedures.followed import DossierFollowed
from procedures.vault import VaultItem

AT_ONCE = 200
"""Conversations in one transaction."""


def erase_old(session: Session, settings: TermSettings) -> int:
    """Erases the oldest conversations whose time is over, at most AT_ONCE; gives how many. The caller commits."""
    free = or_(Conversation.lease.is_(None), Conversation.leased_until < now())
    query = select(Conversation.id).where(Conversation.last_at < _cut(read_terms(session, settings)), free)
    query = query.order_by(Conversation.last_at).limit(AT_ONCE)
    ids = list(session.scalars(query.with_for_update(skip_locked=True)))  # else one opened at this moment would go
    if ids:
        erase(session, ids, RETENTION)
    return len(ids)


def erase_old_reports(session: Session, settings: TermSettings) -> dict[str, int]:
    """Erases old words to the agencies and to the editors, calls, links and sealed values past their time.

    Proof of it stays. The caller commits.
    """
    terms = read_terms(session, settings)
    cut = now() - timedelta(days=terms.keep_reports_days)
    session.execute(delete(ErasedConversation).where(ErasedConversation.at < _cut(terms)))
    blank = update(ReviewItem).where(ReviewItem.at < cut, ReviewItem.words != "").values(words="", folded="")
    counts = {
        "calls": _rows(session, delete(Call).where(_calls_over(session, _cut(terms)))),
        "difficulties": _rows(session, delete(Difficulty).where(Difficulty.at < cut)),
        "review_items": _rows(session, blank),
        "resume_links": _rows(session, delete(ResumeLink).where(ResumeLink.expires_at < now())),
        "dossiers_followed": _rows(session, delete(DossierFollowed).where(DossierFollowed.expires_at < now())),
        "vault": _rows(session, delete(VaultItem).where(VaultItem.expires_at < now())),
        "private_values": _rows(session, delete(PrivateValue).where(PrivateValue.expires_at < now())),
    }
    if any(counts.values()):
        session.add(Erasure(at=now(), why=RETENTION, counts=counts))
    return counts


def preview(session: Session, settings: TermSettings) -> dict[str, int]:
    """How many rows would go now; nothing is changed."""
    terms = read_terms(session, settings)
    reports = now() - timedelta(days=terms.keep_reports_days)
    which = {
        "conversations": (Conversation, Conversation.last_at < _cut(terms)),
        "difficulties": (Difficulty, Difficulty.at < reports),
        "review_items": (ReviewItem, (ReviewItem.at < reports) & (ReviewItem.words != "")),
        "resume_links": (ResumeLink, ResumeLink.expires_at < now()),
        "dossiers_followed": (DossierFollowed, DossierFollowed.expires_at < now()),
        "vault": (VaultItem, VaultItem.expires_at < now()),
        "private_values": (PrivateValue, PrivateValue.expires_at < now()),
        "call_back_numbers": (CallBack, phone.is_old(now())),
        "calls": (Call, _calls_over(session, _cut(terms))),
    }
    return {
        name: session.scalar(select(func.count()).select_from(table).where(old)) or 0
        for name, (table, old) in which.items()
    }


def main(arguments: list[str] | None = None) -> int:
    """Prints one line for each kind. Erasing itself is a job of the running web."""
    parser = argparse.ArgumentParser(prog="python -m bot.web.retention", description=__doc__)
    parser.add_argument("--preview", action="store_true", required=True, help="count what would be erased now")
    parser.parse_args(arguments)
    settings = TermSettings()
    engine = make_engine(settings.database, statement_seconds=0)
    with make_sessions(engine)() as session:
        for name, count in preview(session, settings).items():
            print(f"{name}: {count}")
    engine.dispose()
    return 0


def _rows(session: Session, statement: Delete | Update) -> int:
    return int(cast("CursorResult[Any]", session.execute(statement)).rowcount)


def _calls_over(session: Session, cut: datetime) -> ColumnElement[bool]:
    """Calls are kept as long as conversations, and until the figures of their day are."""
    days = unfilled(session)
    return func.coalesce(Call.ended_at, Call.started_at) < min([cut, *map(midnight, days[:1])])


def _cut(terms: Terms) -> datetime:
    return now() - timedelta(days=terms.keep_conversations_days)


if __name__ == "__main__":
    sys.exit(main())
