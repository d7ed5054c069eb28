"""What a draft is: a record or a register, new or not, sound or not."""

from pydantic import BaseModel
from sqlalchemy.orm import Session

from procedures.drafts import Draft
from procedures.exchange.export import live_catalog
from procedures.problems import Problem, record_problems, register_problems
from procedures.publishing.files import REGISTERS
from procedures.publishing.leaning import leaning_on_record, leaning_on_register
from procedures.record import Record


def register_of(draft: Draft) -> str | None:
    """The register that it is a draft of; None for one of a record."""
    name = draft.key[1:] if draft.key.startswith("_") else ""
    return name if name in REGISTERS else None


def is_new(draft: Draft) -> bool:
    """Whether it is to become a record that is not live yet; its slug may still change."""
    return register_of(draft) is None and draft.base is None


def problems_of(session: Session, draft: Draft) -> list[Problem]:
    """Everything wrong with what it says; nothing where it only takes a record out of sight."""
    return [] if draft.intent == "retire" else read(session, draft)[1]


def all_problems(session: Session, draft: Draft) -> list[Problem]:
    """Everything that keeps it from being published: the same, and what is live that leans on what it takes away."""
    retired = draft.intent == "retire"
    content, found = (None, []) if retired else read(session, draft)
    return [*found, *leaned_on(session, draft, content)] if retired or content is not None else found


def leaned_on(session: Session, draft: Draft, content: Record | list[BaseModel] | None) -> list[Problem]:
    """What would be missing elsewhere if this were live in its place (None: if nothing were)."""
    live, register = live_catalog(session), register_of(draft)
    if register is not None and isinstance(content, list):
        found = leaning_on_register(live, register, content)
    elif isinstance(content, Record):
        found = leaning_on_record(live, content.slug, content)
    else:
        found = leaning_on_record(live, draft.key, None)
    place = ("entries",) if register else ()
    return [Problem(place, "leaned_on", {"value": what, "names": "; ".join(names)}) for what, names in found.items()]


def read(session: Session, draft: Draft) -> tuple[Record | list[BaseModel] | None, list[Problem]]:
    """What its content stands for, as far as its form is sound, and everything wrong with it."""
    register = register_of(draft)
    if register is not None:
        return register_problems(register, draft.content)
    return record_problems(session, draft.content, is_new=is_new(draft))
