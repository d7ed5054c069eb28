"""A telephone call that staff helped with: what it was about and how it ended; no name and no number of the caller."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.citizen.masked import masked
from bot.web.desk.help.cards import TOPICS, is_known
from bot.web.desk.help.errors import BadField
from bot.web.desk.models import Call
from bot.web.desk.reasons import REASONS
from procedures.calendar import now

LONGEST = timedelta(hours=4)
"""A page that was open for longer says nothing about how long the call took."""


@dataclass(frozen=True)
class Ended:
    """What the form says. ``started``: when the page was opened, as it was told to remember."""

    form_id: uuid.UUID
    started: str
    slug: str
    topic: str
    reason: str
    note: str
    lang: str


def end_call(session: Session, who: Who, team_id: int | None, ended: Ended) -> None:
    """Writes the call down, once for each form. Raises BadField for an unknown reason; Refused for a note too long.

    Run again after an IntegrityError.
    """
    note = masked(ended.note, ended.lang)
    if ended.reason not in REASONS or who.account_id is None:
        raise BadField("reason")
    if ended.reason == "other" and not note:
        raise BadField("note")
    if session.scalar(select(Call.id).where(Call.form_id == str(ended.form_id))) is not None:
        return
    session.add(
        Call(
            form_id=str(ended.form_id), account_id=who.account_id, team_id=team_id, lang=ended.lang,
            started_at=_started(ended.started), ended_at=now(),
            slug=ended.slug if is_known(session, ended.slug) else None,
            topic=ended.topic if ended.topic in TOPICS else None, reason=ended.reason, note=note,
            is_test=ended.reason == "test",
        )
    )  # fmt: skip
    session.flush()


def _started(text: str) -> datetime:
    """The moment of the page; that of now where it can't be so."""
    moment = now()
    try:
        told = datetime.fromtimestamp(int(text), UTC) if text.isascii() and text.isdecimal() else moment
    except (ValueError, OverflowError, OSError):
        return moment
    return told if moment - LONGEST <= told <= moment else moment
