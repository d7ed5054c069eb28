"""Asks the data base each question once within a reply, where the caller says that nothing is written meanwhile."""

from collections.abc import Callable, Hashable
from typing import Any

from sqlalchemy.orm import Session

_ANSWERS = "answers"
"""Key of ``Session.info``: what was asked already, with the answers."""


def remember(session: Session) -> None:
    """From now on this session answers from what it has read: for one reply, never where somebody edits."""
    session.info[_ANSWERS] = {}


def once[T](session: Session, key: Hashable, ask: Callable[[], T]) -> T:
    """The answer to ``key``, asked for now or, in a session that remembers, earlier."""
    answers: dict[Any, Any] | None = session.info.get(_ANSWERS)
    if answers is None:
        return ask()
    if key not in answers:
        answers[key] = ask()
    known: T = answers[key]
    return known
