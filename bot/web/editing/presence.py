"""Who has the same draft open: told, so that two people talk before they write."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.web.accounts.models import Account
from bot.web.accounts.rows import changed
from bot.web.editing.models import DraftPresence
from bot.web.editing.said import exists, part_name, word
from procedures.calendar import now
from procedures.drafts import Draft, NoSuchDraft

HERE = timedelta(seconds=60)
"""After the last sign of life; pages give one every twenty seconds."""


@dataclass(frozen=True)
class Other:
    """Somebody else at the draft, and the part that they have open."""

    name: str
    part: str


def touch(session: Session, draft: int, account: int, part: str) -> list[Other]:
    """Notes that this person has the part open; gives the others. Raises NoSuchDraft."""
    if session.scalar(select(Draft.id).where(Draft.id == draft)) is None:
        raise NoSuchDraft(str(draft))
    mine = DraftPresence.draft_id == draft, DraftPresence.account_id == account
    values = {"part": part[:80], "seen_at": now()}
    if not changed(session, update(DraftPresence).where(*mine).values(values)):
        with suppress(IntegrityError), session.begin_nested():  # two windows of one person at once
            session.execute(insert(DraftPresence).values(draft_id=draft, account_id=account, **values))
    return others(session, draft, account)


def others(session: Session, draft: int, account: int) -> list[Other]:
    """Who else is here."""
    rows = session.execute(
        select(Account.name, DraftPresence.part)
        .join(Account, Account.id == DraftPresence.account_id)
        .where(
            DraftPresence.draft_id == draft, DraftPresence.account_id != account,
            DraftPresence.seen_at > now() - HERE,
        )
        .order_by(Account.name)
    )  # fmt: skip
    return [Other(row.name, row.part) for row in rows]


def others_line(other: Other, lang: str) -> str:
    """«Lan đang mở phần Lệ phí»."""
    if other.part and exists(other.part):
        return word(lang, "here.part", name=other.name, part=part_name(other.part, lang))
    return word(lang, "here.whole", name=other.name)
