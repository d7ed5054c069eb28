"""What colleagues write down about a conversation; citizens never see it."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.accounts.models import Account
from bot.web.citizen.masked import masked
from bot.web.desk.help.errors import BadField
from bot.web.desk.models import StaffNote
from procedures.calendar import now


def add_note(session: Session, who: Who, conversation_id: str, form_id: uuid.UUID, text: str, lang: str) -> None:
    """Once for each form; personal numbers are hidden. Raises BadField where nothing is said, Refused where too much.

    Run again after an IntegrityError: then the form's note is there.
    """
    words = masked(text, lang)
    if not words or who.account_id is None:
        raise BadField("note")
    if session.scalar(select(StaffNote.id).where(StaffNote.form_id == str(form_id))) is not None:
        return
    session.add(
        StaffNote(
            form_id=str(form_id), conversation_id=conversation_id, by_id=who.account_id, at=now(), text=words
        )
    )  # fmt: skip
    session.flush()


def notes_of(session: Session, conversation_id: str) -> list[tuple[StaffNote, str]]:
    """The notes with the names of their writers, the newest first."""
    rows = select(StaffNote, Account.name).join(Account, Account.id == StaffNote.by_id)
    rows = rows.where(StaffNote.conversation_id == conversation_id).order_by(StaffNote.id.desc())
    return [(note, name) for note, name in session.execute(rows)]
