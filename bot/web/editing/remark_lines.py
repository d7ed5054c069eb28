"""Remarks as the pages show them: what they are on in words, with the way there, and who has dealt with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.models import Account
from bot.web.editing import remarks, said
from bot.web.editing.models import DraftEvent, DraftRemark
from bot.web.editing.shape import is_list
from bot.web.editing.state import register_of
from procedures.drafts import OPEN, Draft


@dataclass(frozen=True)
class RemarkLine:
    """A remark. ``where`` is «Lệ phí, dòng 2, Số tiền», ``path`` leads there; both are empty for the whole draft."""

    remark: DraftRemark
    where: str
    path: str
    done_by: str

    @property
    def open(self) -> bool:
        """Whether nobody has dealt with it yet."""
        return self.remark.done_at is None


def lines(session: Session, draft: Draft, lang: str) -> list[RemarkLine]:
    """All remarks on a draft, open ones first."""
    found = remarks.of(session, draft.id)
    people = {each.done_by_id for each in found if each.done_by_id}
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(people)))
    names: dict[int | None, str] = {row.id: row.name for row in rows}
    return [
        RemarkLine(each, where(each, draft, lang), _path(each, draft), names.get(each.done_by_id, "")) for each in found
    ]


def on(found: Iterable[RemarkLine], part: str, row: int | None, field: str | None = None) -> list[RemarkLine]:
    """Those on a row of a part, or (``row`` None) on the part itself; ``field`` narrows it, empty: on none."""
    return [
        each for each in found
        if (each.remark.place, each.remark.row) == (part, row) and field in (None, each.remark.field)
    ]  # fmt: skip


def open_then(found: Iterable[RemarkLine], event: DraftEvent) -> Sequence[RemarkLine]:
    """Those that were open when changes were asked for, which they are part of; nothing at other steps."""
    if event.kind != "changes_asked":
        return ()
    return sorted(
        (
            each for each in found
            if each.remark.at <= event.at and (each.remark.done_at is None or each.remark.done_at > event.at)
        ), key=lambda each: each.remark.id,
    )  # fmt: skip


def where(remark: DraftRemark, draft: Draft, lang: str) -> str:
    """What a remark is on; empty for the whole draft."""
    if not remark.place or not said.exists(remark.place, register_of(draft)):
        return remark.place
    named = [said.part_name(remark.place, lang)]
    if remark.row is not None:
        named.append(said.word(lang, "row.number", number=remark.row + 1))
    elif is_list(remark.place) and remark.quote:
        named.append(said.word(lang, "remark.row_gone"))
    if remark.field:
        named.append(said.label(remark.place, remark.field, lang))
    return ", ".join(named)


def path_of(draft: Draft, place: str, row: int | None) -> str:
    """The page where it is written: with the row open where it may be changed."""
    here = f"/bien-tap/nhap/{draft.id}/phan/{place}"
    if row is None:
        return here
    can_edit = draft.state in OPEN and draft.intent == "publish"
    return f"{here}?hang={row}#open" if can_edit else f"{here}#hang-{row}"


def _path(remark: DraftRemark, draft: Draft) -> str:
    known = remark.place and said.exists(remark.place, register_of(draft))
    return path_of(draft, remark.place, remark.row) if known else ""
