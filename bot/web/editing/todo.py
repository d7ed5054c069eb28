"""«Việc của tôi»: what waits for somebody at the desk, worked out anew at each look; nothing is stored or sent.

The owner of a record is reminded from 14 days before its review, more urgently from 3 days before, and from then on
every week. A draft that nobody has touched for more than two working days is told to whoever it waits for: changes
asked to its writers; in review or approved to the approvers who may decide, and to its writers for their information.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from bot.web.editing.models import DraftWriter, RecordOwner
from bot.web.editing.owners import able, due
from bot.web.editing.views import name_of
from procedures.calendar import VIETNAM, aware, midnight
from procedures.drafts import Draft
from procedures.models import Procedure, Revision
from procedures.working_days import between, is_working

SOON, URGENT = timedelta(days=14), timedelta(days=3)
PATIENCE = 2
"""Working days that a draft may wait before anybody is reminded."""
WEEK, DAY = 7, timedelta(days=1)
_LIVE = (Procedure.slug == Revision.slug) & (Procedure.live_version == Revision.version)
_CHECK_BY, _CHECKED_ON = (Revision.content[name].as_string() for name in ("check_by", "checked_on"))
Kind = Literal["review_soon", "review_urgent", "review_overdue", "unowned", "fix", "decide", "publish", "waits"]


@dataclass(frozen=True)
class Todo:
    """One thing that waits. ``days``: until the review, since it was due, or working days that a draft has waited."""

    kind: Kind
    path: str
    name: str
    days: int
    times: int = 0
    """Of an overdue review: which reminder it is, one a week."""


def count(session: Session, me: int, roles: Set[str], on: date) -> int:
    """How many things wait for this person; a few cheap queries, for the menu of every page."""
    reviews = len(_reviews(session, me, on))
    drafts = session.scalar(select(func.count()).select_from(_drafts(me, roles, on).subquery())) or 0
    return reviews + drafts + bool(_unowned(session, roles, on))


def todos(session: Session, me: int, roles: Set[str], on: date, lang: str) -> list[Todo]:
    """The same in words, what is most urgent first."""
    reviews = _reviews(session, me, on)
    names = select(Revision.slug, Revision.content["names"][0]).join(Procedure, _LIVE).where(Revision.slug.in_(reviews))
    found = [_review(slug, named, reviews[slug], on, lang) for slug, named in session.execute(names)]
    wrote = set(session.scalars(select(DraftWriter.draft_id).where(DraftWriter.account_id == me)))
    can_publish = "approver" in roles
    found += [_draft(each, each.id in wrote, can_publish, on, lang) for each in session.scalars(_drafts(me, roles, on))]
    if unowned := _unowned(session, roles, on):
        found.append(Todo("unowned", "/bien-tap/can-xem", "", unowned))
    return sorted(found, key=lambda each: (_ORDER.index(each.kind), -each.days if each.times else each.days, each.name))


_ORDER: tuple[Kind, ...] = (
    "review_overdue", "fix", "decide", "publish", "review_urgent", "unowned", "review_soon", "waits",
)  # fmt: skip


def _reviews(session: Session, me: int, on: date) -> dict[str, date]:
    """Live records of theirs whose review is due within two weeks, with its day."""
    until = on + SOON
    found = session.execute(
        select(Revision.slug, _CHECK_BY, _CHECKED_ON, RecordOwner.review_on)
        .join(Procedure, _LIVE)
        .join(RecordOwner, RecordOwner.slug == Revision.slug)
        .where(RecordOwner.account_id == me, or_(until.isoformat() >= _CHECK_BY, RecordOwner.review_on <= until))
    )
    days = {slug: due(date.fromisoformat(by), date.fromisoformat(last), own) for slug, by, last, own in found}
    return {slug: day for slug, day in days.items() if day <= until}


def _unowned(session: Session, roles: Set[str], on: date) -> int:
    """Overdue records that nobody sees to any more: the approvers are told, so that each finds an owner."""
    if "approver" not in roles:
        return 0
    owner = exists().where(RecordOwner.slug == Revision.slug, RecordOwner.account_id.in_(able(session)))
    overdue = select(func.count(Revision.id)).join(Procedure, _LIVE).where(on.isoformat() > _CHECK_BY, ~owner)
    return session.scalar(overdue) or 0


def _drafts(me: int, roles: Set[str], on: date) -> Select[Draft]:
    """Drafts untouched for longer than the patience that this person wrote, or may decide on."""
    wrote = exists().where(DraftWriter.draft_id == Draft.id, DraftWriter.account_id == me)
    mine: list[ColumnElement[bool]] = [wrote & Draft.state.in_(("changes_asked", "in_review", "approved"))]
    if "approver" in roles:
        mine += [~wrote & (Draft.state == "in_review"), Draft.state == "approved"]
    return select(Draft).where(Draft.updated_at < _touched_before(on), or_(*mine))


def _touched_before(on: date) -> datetime:
    """The midnight (in UTC) before which a draft was touched that has waited longer than the patience by that day."""
    day, left = on, PATIENCE
    while left >= 0:
        left -= is_working(day)
        day -= DAY
    return midnight(day + DAY)


def _review(slug: str, named: dict[str, Any], day: date, on: date, lang: str) -> Todo:
    name, left = str(named.get(lang) or named["vi"]), (day - on).days
    path = f"/bien-tap/thu-tuc/{slug}"
    if left < 0:
        return Todo("review_overdue", path, name, -left, 1 + (-left - 1) // WEEK)
    return Todo("review_urgent" if left <= URGENT.days else "review_soon", path, name, left)


def _draft(draft: Draft, wrote: bool, can_publish: bool, on: date, lang: str) -> Todo:
    kinds: dict[str, Kind] = {
        "changes_asked": "fix", "in_review": "waits" if wrote else "decide",
        "approved": "publish" if can_publish else "waits",
    }  # fmt: skip
    kind = kinds[draft.state]
    touched = aware(draft.updated_at).astimezone(VIETNAM).date()
    return Todo(kind, f"/bien-tap/nhap/{draft.id}", name_of(draft, lang), between(touched, on).days)
