"""A draft and its parts as the pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.models import Account
from bot.web.editing import fact_check, presence, said
from bot.web.editing.content import rows_in, seen, whole
from bot.web.editing.edits import shown_seen
from bot.web.editing.inherited import parent_of
from bot.web.editing.models import DraftEvent, FactCheck
from bot.web.editing.page import problem
from bot.web.editing.remark_lines import RemarkLine, lines, on, open_then
from bot.web.editing.shape import PARTS, Field, fields_of, is_list, part_of
from bot.web.editing.state import all_problems, is_new, problems_of, register_of
from bot.web.editing.workflow import writers
from procedures.drafts import OPEN, RUNNING, Draft
from procedures.problems import Problem
from procedures.publishing.put_live import live_base


@dataclass(frozen=True)
class PartLine:
    """One part in the list of parts: how many rows, problems and open remarks it has."""

    part: str
    name: str
    rows: int | None
    problems: int
    remarks: int


@dataclass(frozen=True)
class Wrong:
    """A problem in words, with the part and row where it stands."""

    part: str
    part_name: str
    row: int | None
    field: str
    sentence: str


@dataclass(frozen=True)
class Step:
    """A row of the history; ``remarks``: what was still open when changes were asked for."""

    event: DraftEvent
    name: str
    remarks: Sequence[RemarkLine] = ()


@dataclass(frozen=True)
class DraftView:
    """What stands around every page of a draft."""

    draft: Draft
    name: str
    register: str | None
    parts: Sequence[PartLine]
    wrong: Sequence[Wrong]
    others: Sequence[presence.Other]
    can_edit: bool
    mine: bool
    """Whether the reader wrote any of it."""
    moved: bool
    """Whether something else is live than it was made from."""
    is_new: bool
    running: bool
    """Whether it is still worked on."""
    remarks: Sequence[RemarkLine] = ()
    history: Sequence[Step] = ()
    links: Sequence[FactCheck] = ()

    @property
    def open_remarks(self) -> Sequence[RemarkLine]:
        """Those that nobody has dealt with yet."""
        return [each for each in self.remarks if each.open]

    def remarks_on(self, part: str, row: int | None, field: str | None = None) -> Sequence[RemarkLine]:
        """Those on a row or a part, or on one field of it."""
        return on(self.remarks, part, row, field)


@dataclass(frozen=True)
class RowView:
    """One row of a list."""

    number: int
    title: str
    beside: Sequence[str]
    seen: str
    sentences: Sequence[str]
    details: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class PartView:
    """One part, and of a list the row that is open."""

    part: str
    name: str
    is_list: bool
    rows: Sequence[RowView]
    fields: Sequence[Field]
    open: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    seen: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)
    """Sentences by field; under "" those of the whole row."""
    parent: str = ""
    """The name of the parent whose section this is; a change here parts it from the parent."""


def draft_view(session: Session, number: int, me: int, lang: str, part: str = "") -> DraftView:
    """Everything around a page of a draft; notes that this person is here. Raises NoSuchDraft."""
    others = presence.touch(session, number, me, part)  # writes, so before anything is read
    draft = session.get_one(Draft, number, populate_existing=True)
    register = register_of(draft)
    running = draft.state in RUNNING and not part  # looking through all that is live is for the draft's own page
    wrong = [_wrong(each, lang) for each in (all_problems if running else problems_of)(session, draft)]
    said_of = lines(session, draft, lang)
    events = session.execute(
        select(DraftEvent, Account.name)
        .outerjoin(Account, Account.id == DraftEvent.by_id)
        .where(DraftEvent.draft_id == number)
        .order_by(DraftEvent.id.desc())
    ).all()
    return DraftView(
        draft=draft, name=name_of(draft, lang), register=register,
        parts=_parts(draft, register, wrong, said_of, lang), wrong=wrong,
        others=others, can_edit=draft.state in OPEN and draft.intent == "publish",
        mine=me in writers(session, number), moved=_moved(session, draft), is_new=is_new(draft),
        running=draft.state in RUNNING, remarks=said_of,
        history=[Step(row.DraftEvent, row.name or "–", open_then(said_of, row.DraftEvent)) for row in events],
        links=fact_check.links(session, number),
    )  # fmt: skip


def part_view(session: Session, draft: Draft, part: str, open_: int | None, lang: str) -> PartView:
    """One part of it."""
    register = register_of(draft)
    fields = fields_of(part, register, is_new=is_new(draft))
    found = problems_of(session, draft)
    if not is_list(part):
        value = whole(draft.content, part)
        wrong = _by_field(found, part, None, lang)
        return PartView(
            part, said.part_name(part, lang), False, [], fields, None, value, shown_seen(value, fields), wrong
        )
    rows = rows_in(draft.content, part)
    views = [
        RowView(
            number, said.title(part, row, lang), said.beside(part, row, lang, register), seen(row),
            list(_by_field(found, part, number, lang).values()), said.details(part, row, lang, register),
        )
        for number, row in enumerate(rows)
    ]  # fmt: skip
    if open_ is not None and open_ >= len(rows):
        open_ = None
    return PartView(
        part, said.part_name(part, lang), True, views, fields, open_,
        rows[open_] if open_ is not None else {}, seen(rows[open_]) if open_ is not None else "",
        _by_field(found, part, open_, lang) if open_ is not None else _by_field(found, part, None, lang),
        parent_of(session, draft, part, lang),
    )  # fmt: skip


def name_of(draft: Draft, lang: str) -> str:
    """What people call it."""
    register = register_of(draft)
    if register is not None:
        return said.word(lang, f"register.{register}")
    names = draft.content.get("names") or []
    first = names[0] if names and isinstance(names[0], dict) else {}
    return str(first.get(lang) or first.get("vi") or draft.slug or draft.key)


def _parts(
    draft: Draft, register: str | None, wrong: Sequence[Wrong], said_of: Sequence[RemarkLine], lang: str
) -> list[PartLine]:
    parts = ("entries",) if register else PARTS
    return [
        PartLine(
            part, said.part_name(part, lang), len(rows_in(draft.content, part)) if is_list(part) else None,
            sum(_within(each.part, part) for each in wrong),
            sum(_within(each.remark.place, part) for each in said_of if each.open),
        )
        for part in parts
    ]  # fmt: skip


def _within(place: str, part: str) -> bool:
    """The answers of a question count with the questions."""
    return place == part or (part == "guide.questions" and place.startswith(f"{part}."))


def _wrong(found: Problem, lang: str) -> Wrong:
    part, row, name = part_of(found.place)
    return Wrong(part, said.part_name(part, lang), row, name, problem(found, lang))


def _by_field(found: Sequence[Problem], part: str, row: int | None, lang: str) -> dict[str, str]:
    """Sentences by the field of the form: «text.vi», «basis», «when.age_from»."""
    wrong: dict[str, str] = {}
    for each in found:
        its_part, its_row, name = part_of(each.place)
        if (its_part, its_row) == (part, row):
            steps = [step for step in name.split(".") if not step.isdecimal()]
            wrong.setdefault(".".join(steps), problem(each, lang))
    return wrong


def _moved(session: Session, draft: Draft) -> bool:
    if draft.state in ("published", "dropped"):
        return False
    return live_base(session, draft.slug or draft.key) != draft.base
