"""The log of who saw what of whom: written in the transaction that shows it, never changed afterwards."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.desk.errors import NoSuchTalk
from bot.web.desk.hidden import hide
from bot.web.desk.models import Read
from procedures.calendar import now

ONE_VIEW = timedelta(hours=1)
"""Parts of an open page that come within this time belong to one view."""


def write(
    session: Session, who: Who, what: str, conversation_id: str | None, *, detail: str = "", why: str = ""
) -> None:
    """One row: ``what`` is transcript, reveal, call_back or export. Raises NoSuchTalk where nobody is signed in."""
    if who.account_id is None:
        raise NoSuchTalk
    session.add(
        Read(
            at=now(), account_id=who.account_id, conversation_id=conversation_id, what=what, detail=detail[:80],
            why=hide(why), address_id=who.address_id,
        )
    )  # fmt: skip
    session.flush()


def opened(session: Session, who: Who, conversation_id: str) -> None:
    """Somebody opens a transcript."""
    write(session, who, "transcript", conversation_id)


def seen(session: Session, who: Who, conversation_id: str) -> None:
    """A part of a transcript goes to somebody: a view of its own where they have opened none within the hour."""
    mine = Read.account_id == who.account_id, Read.conversation_id == conversation_id, Read.what == "transcript"
    if session.scalar(select(Read.id).where(*mine, Read.at > now() - ONE_VIEW).limit(1)) is None:
        opened(session, who, conversation_id)
