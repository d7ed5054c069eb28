"""Remarks on a draft: at a field, a row, a part or the whole. Whoever writes it says when one was dealt with."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Update, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.accounts.rows import changed
from bot.web.editing import said
from bot.web.editing.content import rows_in, whole
from bot.web.editing.edits import Spot, find
from bot.web.editing.errors import Missing, NoSuchThing
from bot.web.editing.models import DraftRemark
from bot.web.editing.shape import fields_of, is_list
from bot.web.editing.state import is_new, register_of
from bot.web.intake.hide import hide
from procedures.calendar import now
from procedures.drafts import Draft

LONGEST, LONGEST_NAME, LONGEST_QUOTE = 2000, 120, 300


@dataclass(frozen=True)
class About:
    """What a remark is on. ``part`` empty: the whole; ``row`` None: all of the part; ``field`` empty: all of the row.

    ``seen`` is the row's short name as it was read.
    """

    part: str = ""
    row: int | None = None
    seen: str = ""
    field: str = ""


def remark(
    session: Session, who: Who, name: str, draft: int, about: About, text: str, form_id: str, mark: str = ""
) -> None:  # fmt: skip
    """One remark; the same words of the same form, sent twice, make one. ``mark`` says by which link they came.

    Raises Missing, RowChanged where the row says something else by now, NoSuchThing.
    """
    found = session.get(Draft, draft, populate_existing=True, with_for_update=True)  # its rows must not move meanwhile
    if found is None:
        raise NoSuchThing
    text = hide(text)[:LONGEST]
    if not text:
        raise Missing("remark")
    once = _once(form_id, draft, about, text) + mark
    if session.scalar(select(DraftRemark.id).where(DraftRemark.form_id == once)):
        return
    row, quote = _place(found, about)
    told = {"place": about.part, "row": row, "field": about.field, "text": text}
    with suppress(IntegrityError), session.begin_nested():  # the same form at the same moment, where no row is locked
        session.add(
            DraftRemark(
                form_id=once, draft_id=draft, revision=found.revision, place=about.part, row=row, field=about.field,
                quote=quote[:LONGEST_QUOTE], text=text, at=now(), by_id=who.account_id, by_name=name[:LONGEST_NAME],
            )
        )  # fmt: skip
        session.flush()
        audit.write(session, who, "remark", ("draft", draft), None, told)


def settle(session: Session, who: Who, draft: int, number: int) -> DraftRemark:
    """Says that a remark was dealt with; gives it. Twice is once. Raises NoSuchThing."""
    done = update(DraftRemark).where(DraftRemark.id == number, DraftRemark.done_at.is_(None))
    values = {"done_at": now(), "done_by_id": who.account_id}
    return _mark(session, who, draft, number, "settle_remark", done.values(values))


def reopen(session: Session, who: Who, draft: int, number: int) -> DraftRemark:
    """Says that it was not; gives it. Twice is once. Raises NoSuchThing."""
    again = update(DraftRemark).where(DraftRemark.id == number, DraftRemark.done_at.is_not(None))
    return _mark(session, who, draft, number, "reopen_remark", again.values(done_at=None, done_by_id=None))


def of(session: Session, draft: int) -> list[DraftRemark]:
    """All remarks, open ones first, the newest last."""
    rows = session.scalars(select(DraftRemark).where(DraftRemark.draft_id == draft).order_by(DraftRemark.id))
    return sorted(rows, key=lambda each: each.done_at is not None)


def _mark(session: Session, who: Who, draft: int, number: int, action: str, change: Update) -> DraftRemark:
    mine = select(DraftRemark).where(DraftRemark.id == number, DraftRemark.draft_id == draft)
    found = session.scalar(mine)
    if found is None:
        raise NoSuchThing
    if changed(session, change):
        audit.write(session, who, action, ("draft", draft), None, {"remark": number})
    return found


def _once(form_id: str, draft: int, about: About, text: str) -> str:
    """Of a form and what was written in it: whoever goes back in the browser and writes more says something new."""
    told = "|".join((form_id, str(draft), about.part, str(about.row), about.field, text))
    return hashlib.sha256(told.encode()).hexdigest()[:28]


def _place(draft: Draft, about: About) -> tuple[int | None, str]:
    """The row's number by now, and what it (or the field) says. Raises RowChanged, NoSuchThing."""
    part, register = about.part, register_of(draft)
    if not part:
        return None, ""
    fields = {each.name: each for each in fields_of(part, register, is_new=is_new(draft))}
    if not fields or about.field not in (*fields, ""):
        raise NoSuchThing
    if not is_list(part):
        row, number = whole(draft.content, part), None
    else:
        rows = rows_in(draft.content, part)
        if about.row is None:
            return None, ""
        number = find(rows, Spot(part, about.row, about.seen))
        row = rows[number]
    if about.field:
        return number, said.value(part, fields[about.field], row.get(about.field), "vi")
    return number, said.title(part, row, "vi") if is_list(part) else ""
