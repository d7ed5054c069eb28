"""What the actions work with: handed to each when the server starts, so that tests can hand in others."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session, sessionmaker

from actions.agencies.connect import Agencies
from actions.settings import ActionsSettings
from procedures import calendar


@dataclass(frozen=True)
class Office:
    """The settings, the knowledge base, the agencies and the clock."""

    settings: ActionsSettings
    sessions: sessionmaker[Session]
    agencies: Agencies = field(default_factory=Agencies)
    now: Callable[[], datetime] = calendar.now

    def today(self) -> date:
        """The day in Vietnam."""
        return self.now().astimezone(calendar.VIETNAM).date()
