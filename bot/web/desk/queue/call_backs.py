"""«Call me back»: what citizens leave, and what becomes of it. Each verb is one conditional change."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, delete, func, or_, select, true, update
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.accounts.models import Account
from bot.web.accounts.rows import changed
from bot.web.citizen.site_models import Erasure
from bot.web.desk.models import CallBack
from bot.web.desk.queue import phone
from bot.web.desk.queue.errors import BadField, NotYours
from bot.web.desk.reads import write
from bot.web.models import Conversation
from procedures.calendar import now

WISHED = ("any", "morning", "afternoon")
MOST_OPEN = 3
"""Of one conversation that nobody has called yet."""
MOST_SHOWN = 100
LONGEST_NOTE = 300


@dataclass(frozen=True)
class Wish:
    """What the citizen's form says; ``words`` are masked already."""

    form_id: uuid.UUID
    number: str
    """As ``phone.read`` gives it."""
    wished: str
    words: str
    slug: str | None
    lang: str


@dataclass(frozen=True)
class Desk:
    """Who looks: ``everything`` for those who lead."""

    account_id: int
    team_id: int | None
    everything: bool = False


def leave(session: Session, key: str, wish: Wish, conversation: str | None) -> None:
    """Keeps the wish, once however often its form comes. Raises BadField("often") where too many wait already."""
    if session.scalar(select(CallBack.id).where(CallBack.form_id == str(wish.form_id))) is not None:
        return
    talk = session.get(Conversation, conversation) if conversation else None
    if talk is not None:
        mine = CallBack.conversation_id == talk.id, CallBack.state.in_(("open", "taken"))
        if (session.scalar(select(func.count()).select_from(CallBack).where(*mine)) or 0) >= MOST_OPEN:
            raise BadField("often")
    session.add(
        CallBack(
            form_id=str(wish.form_id), conversation_id=talk.id if talk else None,
            team_id=talk.team_id if talk else None, phone_sealed=phone.seal(key, wish.number),
            phone_end=wish.number[-3:], words=wish.words, slug=wish.slug, lang=wish.lang,
            wished=wish.wished if wish.wished in WISHED else "any", at=now(), state="open", holder_id=None, tries=0,
            ended_at=None, note="",
        )
    )  # fmt: skip
    session.flush()


def listed(session: Session, desk: Desk, which: str) -> list[tuple[CallBack, str | None]]:
    """Call-backs with the name of who holds or did them: ``open`` and ``mine`` oldest first, ``done`` newest first."""
    query = select(CallBack, Account.name).outerjoin(Account, Account.id == CallBack.holder_id).where(_seen_by(desk))
    if which == "done":
        query = query.where(CallBack.state.in_(("done", "dropped"))).order_by(
            CallBack.ended_at.desc(), CallBack.id.desc()
        )
    elif which == "mine":
        mine = CallBack.state == "taken", CallBack.holder_id == desk.account_id
        query = query.where(*mine).order_by(CallBack.at, CallBack.id)
    else:
        open_first = case((CallBack.state == "open", 0), else_=1)
        query = query.where(CallBack.state.in_(("open", "taken"))).order_by(open_first, CallBack.at, CallBack.id)
    return [(row, name) for row, name in session.execute(query.limit(MOST_SHOWN))]


def count_open(session: Session, desk: Desk) -> int:
    """How many wait for somebody to take them."""
    query = select(func.count()).select_from(CallBack).where(_seen_by(desk), CallBack.state == "open")
    return session.scalar(query) or 0


def take(session: Session, desk: Desk, number: int) -> None:
    """It is mine now; taking it again changes nothing. Raises NotYours where a colleague was quicker."""
    free = CallBack.id == number, CallBack.state == "open", _seen_by(desk)
    if not _change(session, free, state="taken", holder_id=desk.account_id):
        _held(session, desk, number)


def reveal(session: Session, desk: Desk, who: Who, number: int, key: str) -> str | None:
    """The telephone number for whoever holds it, written into the log of reads.

    None where it was erased, or sealed with another key. Raises NotYours.
    """
    row = _held(session, desk, number)
    write(session, who, "call_back", row.conversation_id, "call_back", detail=f"phone, call-back {number}")
    return phone.unseal(key, row.phone_sealed) if row.phone_sealed else None


def tried(session: Session, desk: Desk, number: int, tries: int) -> None:
    """Nobody answered; ``tries`` as the page showed it, so that a form sent twice counts once. Raises NotYours."""
    _held(session, desk, number)
    _change(session, (CallBack.id == number, CallBack.state == "taken", CallBack.tries == tries), tries=tries + 1)


def give_back(session: Session, desk: Desk, who: Who, number: int) -> None:
    """Open for others again: by its holder, or by somebody who leads. Raises NotYours."""
    whose = true() if desk.everything else CallBack.holder_id == desk.account_id
    mine = CallBack.id == number, CallBack.state == "taken", whose
    if not _change(session, mine, state="open", holder_id=None):
        raise NotYours
    audit.write(session, who, "give_back_call", ("call_back", number))


def end(session: Session, desk: Desk, number: int, state: str, note: str) -> None:
    """Done, or dropped; the number is erased with it. Raises NotYours, BadField."""
    note = " ".join(note.split())
    if state not in ("done", "dropped") or len(note) > LONGEST_NOTE:
        raise BadField("note")
    if state == "dropped" and not note:
        raise BadField("note")
    mine = CallBack.id == number, CallBack.state == "taken", CallBack.holder_id == desk.account_id
    if not _change(session, mine, state=state, note=note, ended_at=now(), phone_sealed=None, phone_end=""):
        row = session.get(CallBack, number)
        if row is None or (row.state, row.holder_id) != (state, desk.account_id):  # else the form came twice
            raise NotYours


def forget(session: Session, keep: timedelta) -> dict[str, int]:
    """Erases numbers that are kept for too long, and the rows after ``keep``; gives how many, and leaves proof."""
    moment = now()
    values = {"phone_sealed": None, "phone_end": "", "state": "dropped", "ended_at": moment}
    numbers = changed(session, update(CallBack).where(phone.is_old(moment)).values(values))
    counts = {"call_back_numbers": numbers}
    counts["call_backs"] = changed(session, delete(CallBack).where(CallBack.at < moment - keep))
    if any(counts.values()):
        session.add(Erasure(at=moment, why="retention", counts=counts))
    return counts


def _held(session: Session, desk: Desk, number: int) -> CallBack:
    mine = CallBack.id == number, CallBack.state == "taken", CallBack.holder_id == desk.account_id
    row = session.scalars(select(CallBack).where(*mine)).one_or_none()
    if row is None:
        raise NotYours
    return row


def _seen_by(desk: Desk) -> ColumnElement[bool]:
    """Those of one's team and of none; whoever leads or has no team sees all."""
    if desk.everything or desk.team_id is None:
        return true()
    return or_(CallBack.team_id.is_(None), CallBack.team_id == desk.team_id, CallBack.holder_id == desk.account_id)


def _change(session: Session, which: tuple[Any, ...], **values: str | int | bytes | datetime | None) -> bool:
    return changed(session, update(CallBack).where(*which).values(values)) > 0
