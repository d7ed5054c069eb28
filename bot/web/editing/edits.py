"""Changes of what a draft says. Each is of one row; nobody overwrites what they did not see.

A form brings back the short name (``content.seen``) of the row as it was read. If the draft has moved on but that row
has not, the change is made on the newest content; if the row itself is another one, nothing is changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.editing.content import rows_in, seen, whole, with_rows, with_whole
from bot.web.editing.errors import Busy, NoSuchThing, RowChanged
from bot.web.editing.follow import renumber, swapped, without
from bot.web.editing.form import put
from bot.web.editing.keys import given_key
from bot.web.editing.models import DraftWriter
from bot.web.editing.shape import Field, is_list
from procedures.drafts import OPEN, Draft, DraftChanged, DraftClosed, NoSuchDraft, change

Content = dict[str, Any]
Fields = tuple[Field, ...]
TRIES = 5


@dataclass(frozen=True)
class Spot:
    """A row of a part (``number`` None: a new one at the end, or the part itself), and its name as it was read."""

    part: str
    number: int | None = None
    seen: str = ""


@dataclass(frozen=True)
class Writer:
    """Whoever writes: for the log, and by name."""

    who: Who
    name: str


@dataclass(frozen=True)
class Saved:
    """What a change made: the draft's revision, where the row stands and what it is called now."""

    revision: int
    number: int | None = None
    seen: str = ""


def save(session: Session, by: Writer, draft: int, spot: Spot, fields: Fields, typed: Content) -> Saved:
    """Writes what was typed into a row, a new row, or a part that is no list.

    Raises RowChanged, NoSuchThing, Busy, procedures.drafts.NoSuchDraft, DraftClosed.
    """
    made: dict[str, Any] = {}

    def edit(content: Content) -> Content:
        if not is_list(spot.part):
            old = whole(content, spot.part)
            if seen(_shown(old, fields)) != spot.seen:
                raise RowChanged(old)
            made.update(before=old, row=put(old, fields, typed), number=None)
            return with_whole(content, spot.part, made["row"])
        rows = rows_in(content, spot.part)
        number = len(rows) if spot.number is None else find(rows, spot)
        old = rows[number] if number < len(rows) else {}
        row = given_key(put(old, fields, typed), content, spot.part)
        made.update(before=old, row=row, number=number)
        return with_rows(content, spot.part, [*rows[:number], row, *rows[number + 1 :]])

    revision = _change(session, by, draft, edit)
    if spot.part == "general" and "slug" in {each.name for each in fields}:
        session.execute(update(Draft).where(Draft.id == draft).values(slug=typed.get("slug")))
    if made["before"] != made["row"]:
        _log(session, by, draft, spot.part, _differing(made["before"], made["row"]))
    name = seen(_shown(made["row"], fields) if made["number"] is None else made["row"])
    return Saved(revision, made["number"], name)


def add(session: Session, by: Writer, draft: int, part: str) -> Saved:
    """An empty row at the end; where one stands there already (a second click), that one. Raises as ``save``."""
    at: dict[str, int] = {}

    def edit(content: Content) -> Content:
        rows = rows_in(content, part)
        if not rows or rows[-1]:
            rows.append({})
        at["number"] = len(rows) - 1
        return with_rows(content, part, rows)

    return Saved(_change(session, by, draft, edit), at["number"], seen({}))


def remove(session: Session, by: Writer, draft: int, spot: Spot) -> Saved:
    """Takes a row out. Raises as ``save``."""
    gone: dict[str, Any] = {}
    at: dict[str, int] = {}

    def edit(content: Content) -> Content:
        rows = rows_in(content, spot.part)
        number = find(rows, spot)
        gone.clear()
        gone.update(rows[number])
        at["number"] = number
        return with_rows(content, spot.part, [*rows[:number], *rows[number + 1 :]])

    revision = _change(session, by, draft, edit)
    renumber(session, draft, spot.part, without(at["number"]))
    _log(session, by, draft, spot.part, (dict(gone), {}))
    return Saved(revision)


def shift(session: Session, by: Writer, draft: int, spot: Spot, by_rows: int) -> Saved:
    """Moves a row up (-1) or down (1); at the end it stays. Raises as ``save``."""
    where: dict[str, int] = {}

    def edit(content: Content) -> Content:
        rows = rows_in(content, spot.part)
        old = find(rows, spot)
        new = min(max(old + by_rows, 0), len(rows) - 1)
        where.update(old=old, new=new)
        rows.insert(new, rows.pop(old))
        return with_rows(content, spot.part, rows)

    revision = _change(session, by, draft, edit)
    renumber(session, draft, spot.part, swapped(where["old"], where["new"]))
    _log(session, by, draft, spot.part, ({"row": where["old"] + 1}, {"row": where["new"] + 1}))
    return Saved(revision, where["new"], spot.seen)


def find(rows: list[dict[str, Any]], spot: Spot) -> int:
    """Where the row stands that was read as ``spot`` says. Raises RowChanged where it says something else by now."""
    assert spot.number is not None
    if spot.number < len(rows) and seen(rows[spot.number]) == spot.seen:
        return spot.number
    same = [number for number, row in enumerate(rows) if seen(row) == spot.seen]
    if len(same) == 1:
        return same[0]
    raise RowChanged(rows[spot.number] if spot.number < len(rows) else None)


def _shown(value: dict[str, Any], fields: Fields) -> dict[str, Any]:
    names = {each.name for each in fields}
    return {name: part for name, part in value.items() if name in names}


def shown_seen(value: dict[str, Any], fields: Fields) -> str:
    """The short name of those fields of a part that a form shows."""
    return seen(_shown(value, fields))


def _change(session: Session, by: Writer, draft: int, edit: Callable[[Content], Content]) -> int:
    for _ in range(TRIES):
        found = session.execute(
            select(Draft.content, Draft.revision, Draft.state).where(Draft.id == draft)
        ).one_or_none()
        if found is None:
            raise NoSuchDraft(str(draft))
        if found.state not in OPEN:
            raise DraftClosed(str(draft))
        content = edit(found.content)
        if content == found.content:
            return int(found.revision)
        try:
            revision = change(session, draft, found.revision, content, by.name)
        except DraftChanged:
            continue
        _remember(session, by, draft)
        return revision
    raise Busy


def _remember(session: Session, by: Writer, draft: int) -> None:
    if by.who.account_id is None:
        raise NoSuchThing
    session.merge(DraftWriter(draft_id=draft, account_id=by.who.account_id))


def _differing(before: Content, after: Content) -> tuple[Content, Content]:
    names = [name for name in (*before, *after) if before.get(name) != after.get(name)]
    return {name: before.get(name) for name in names}, {name: after.get(name) for name in names}


def _log(session: Session, by: Writer, draft: int, part: str, change: tuple[Content, Content]) -> None:
    before, after = ({part: values} for values in change)
    audit.write(session, by.who, "edit_draft", ("draft", draft), before, after)
