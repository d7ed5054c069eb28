"""What is counted: the moments of a day in Vietnam, and of which conversations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, true
from sqlalchemy.orm import InstrumentedAttribute

from bot.web.models import Conversation
from procedures.calendar import midnight


@dataclass(frozen=True)
class Window:
    """A day; ``only`` these conversations, or all. Trials of staff never count."""

    day: date
    only: Sequence[str] | None = None

    @property
    def begin(self) -> datetime:
        """Midnight in Vietnam."""
        return midnight(self.day)

    @property
    def end(self) -> datetime:
        """The next midnight."""
        return self.begin + timedelta(days=1)

    def holds(self, moment: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """The moment lies in the day."""
        return (moment >= self.begin) & (moment < self.end)

    def real(self) -> ColumnElement[bool]:
        """The conversation counts; for queries that join ``Conversation``."""
        return Conversation.is_test.is_(False) & self.of(Conversation.id)

    def of(self, conversation: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """It is one of those asked for."""
        return true() if self.only is None else conversation.in_(self.only)
