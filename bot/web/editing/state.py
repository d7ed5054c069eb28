"""What a draft is: a record or a register, new or not, sound or not."""

from pydantic import BaseModel
from sqlalchemy.orm import Session

from procedures.drafts import Draft
from procedures.problems import Problem, record_problems, register_problems
from procedures.publishing.files import REGISTERS
from procedures.record import Record


def register_of(draft: Draft) -> str | None:
    """The register that it is a draft of; None for one of a record."""
    name = draft.key[1:] if draft.key.startswith("_") else ""
    return name if name in REGISTERS else None


def is_new(draft: Draft) -> bool:
    """Whether it is to become a record that is not live yet; its slug may still change."""
    return register_of(draft) is None and draft.base is None


def problems_of(session: Session, draft: Draft) -> list[Problem]:
    """Everything that keeps it from being published."""
    return read(session, draft)[1]


def read(session: Session, draft: Draft) -> tuple[Record | list[BaseModel] | None, list[Problem]]:
    """What its content stands for, as far as its form is sound, and everything wrong with it."""
    register = register_of(draft)
    if register is not None:
        return register_problems(register, draft.content)
    return record_problems(session, draft.content, is_new=is_new(draft))
