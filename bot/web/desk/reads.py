"""The log of who saw what of whom, and why: written in the transaction that shows it, never changed afterwards."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.desk.errors import NoSuchTalk
from bot.web.desk.hidden import hide
from bot.web.desk.models import Read
from procedures.calendar import now

Why = Literal["holder", "waiting", "colleague", "served", "lead", "review", "call_back", "copy", "search"]
"""Why somebody looks, where they need not say it: stored as it stands, said with ``desk.reads.why.<why>``."""
ONE_VIEW = timedelta(hours=1)
"""Parts of an open page that come within this time belong to one view."""


def write(session: Session, who: Who, what: str, conversation_id: str | None, why: str, *, detail: str = "") -> None:
    """One row: ``what`` is transcript, turn, reveal, call_back, search or export.

    ``why`` is a Why, of a reveal what was typed.

    Raises NoSuchTalk where nobody is signed in.
    """
    if who.account_id is None:
        raise NoSuchTalk
    session.add(
        Read(
            at=now(), account_id=who.account_id, conversation_id=conversation_id, what=what, detail=detail[:80],
            why=hide(why), address_id=who.address_id,
        )
    )  # fmt: skip
    session.flush()


def opened(session: Session, who: Who, conversation_id: str, why: Why) -> None:
    """Somebody opens a transcript."""
    write(session, who, "transcript", conversation_id, why)


def seen(session: Session, who: Who, conversation_id: str, why: Why) -> None:
    """A part of a transcript goes to somebody: a view of its own where they have opened none within the hour."""
    mine = Read.account_id == who.account_id, Read.conversation_id == conversation_id, Read.what == "transcript"
    if session.scalar(select(Read.id).where(*mine, Read.at > now() - ONE_VIEW).limit(1)) is None:
        opened(session, who, conversation_id, why)


def searched(session: Session, who: Who, words: str) -> None:
    """Somebody looks for words in all conversations that they may see: a row, for the same words once in the hour."""
    asked = hide(words)[:80]
    mine = Read.account_id == who.account_id, Read.what == "search", Read.detail == asked, Read.at > now() - ONE_VIEW
    if session.scalar(select(Read.id).where(*mine).limit(1)) is None:
        write(session, who, "search", None, "search", detail=asked)


def turns_seen(session: Session, who: Who, conversations: Iterable[str]) -> None:
    """Single turns go to an editor who looks through the review queue: one row each, within the hour no second one."""
    mine = Read.account_id == who.account_id, Read.what == "turn", Read.at > now() - ONE_VIEW
    known = set(session.scalars(select(Read.conversation_id).where(*mine)))
    for conversation in dict.fromkeys(conversations):
        if conversation not in known:
            write(session, who, "turn", conversation, "review")
