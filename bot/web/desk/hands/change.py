"""One change of who answers: the conditional update, the notice in the transcript, the row of the log."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from bot.web.accounts.models import Account
from bot.web.conversations.items import append_items
from bot.web.conversations.turns import close_running
from bot.web.desk.models import Handover
from bot.web.models import Conversation
from procedures.answers import simple
from procedures.calendar import now

SILENT: Mapping[str, Any] = {"lease": None, "leased_until": None}
"""Taken from the turn that is running: its answer comes too late and is never shown."""


@dataclass(frozen=True)
class Row:
    """What the log says of a change; see Handover."""

    kind: str
    by_id: int | None = None
    to_id: int | None = None
    team_id: int | None = None
    reason: str | None = None
    note: str = ""


def move(
    session: Session, conversation_id: str, *only_if: ColumnElement[bool], silent: bool = True, **values: Any
) -> str | None:
    """Changes the conversation in one statement if all conditions hold; gives its language, else None.

    From here to the end of the transaction nobody else changes it. Turns that were running end without an answer,
    unless ``silent`` is False: then the bot still answers.
    """
    lang = session.execute(
        update(Conversation)
        .where(Conversation.id == conversation_id, *only_if)
        .values(**(SILENT if silent else {}), **values)
        .returning(Conversation.lang)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if lang is not None:
        if silent:
            close_running(session, conversation_id)
        session.expire_all()  # what was read before the statement may be of another time
    return lang


def note_down(session: Session, conversation_id: str, lang: str, row: Row, said: str, topic: str | None = None) -> None:
    """The notice ``desk.said.<said>`` for the citizen, and the row for us, which names the notice's number."""
    payload = simple(f"desk.said.{said}", "handed_over", "notice", lang=lang, topic=topic)
    seq = append_items(session, conversation_id, [("bot", payload)])
    log(session, conversation_id, row, seq)


def log(session: Session, conversation_id: str, row: Row, seq: int | None = None) -> None:
    """The row alone."""
    session.add(
        Handover(
            conversation_id=conversation_id, at=now(), kind=row.kind, by_id=row.by_id, to_id=row.to_id,
            team_id=row.team_id, reason=row.reason, note=row.note, item_seq=seq,
        )
    )  # fmt: skip
    session.flush()


def held_by(account_id: int | None) -> ColumnElement[bool]:
    """The condition that this person holds it."""
    return (Conversation.stage == "held") & (Conversation.holder_id == account_id)


def team_of(session: Session, account_id: int | None) -> int | None:
    """The team of an account."""
    return session.scalar(select(Account.team_id).where(Account.id == account_id))
