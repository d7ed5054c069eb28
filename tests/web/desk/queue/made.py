"""People, talks and times for the tests of the queue, made straight in the data base."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.web.accounts import people
from bot.web.accounts.models import Team
from bot.web.desk.models import Handover, Presence, TeamRule
from bot.web.desk.queue.rules import EVERYBODY
from bot.web.models import Conversation, Item
from procedures.calendar import VIETNAM, now

WORK = [["08:00", "11:30"], ["13:00", "17:00"]]
WEEK = {str(day): WORK for day in range(5)}


def team(session: Session, name: str = "Tổ một") -> int:
    """A new team."""
    made = Team(name=name)
    session.add(made)
    session.flush()
    return made.id


def person(session: Session, login: str, team_id: int | None = None, role: str = "staff") -> int:
    """A new account."""
    account = people.make(session, f"nv-{login}", f"Người {login}", "", [role])
    account.team_id = team_id
    session.flush()
    return account.id


def rule(session: Session, team_id: int = EVERYBODY, **values: Any) -> None:
    """How a team works."""
    usual = {"most_each": 3, "assign": False, "warn_minutes": 10, "close_minutes": 5, "hours": {}, "revision": 1}
    session.merge(TeamRule(team_id=team_id, **usual | values))
    session.flush()


def there(
    session: Session, account: int, *, ready: bool = True, ago: float = 0, served: datetime | None = None
) -> None:
    """Somebody gave a sign of life ``ago`` seconds ago."""
    seen = now() - timedelta(seconds=ago)
    session.merge(Presence(account_id=account, ready=ready, seen_at=seen, served_at=served))
    session.flush()


def talk(session: Session, stage: str = "bot", **values: Any) -> str:
    """A conversation with the bot's first words."""
    usual = {"token_hash": "0" * 64, "lang": "vi", "created_at": now(), "last_seq": 1, "last_at": now(), "stage": stage}
    if stage == "waiting":
        usual["waiting_since"] = now()
    made = Conversation(id=secrets.token_hex(16), **usual | values)
    session.add(made)
    session.flush()
    item(session, made.id, 1, "bot", made.created_at)
    return made.id


def item(session: Session, conversation: str, seq: int, sender: str, at: datetime, **payload: Any) -> None:
    """An entry of the transcript."""
    content: dict[str, Any] = {"text": "Chào anh/chị", "kind": "notice", "outcome": "smalltalk"} | payload
    session.add(Item(conversation_id=conversation, seq=seq, turn_id=None, sender=sender, at=at, payload=content))
    session.flush()


def change(session: Session, conversation: str, kind: str, at: datetime, **values: Any) -> None:
    """A change of who answers."""
    session.add(Handover(conversation_id=conversation, kind=kind, at=at, note="", **values))
    session.flush()


def at(text: str) -> datetime:
    """«2026-11-23 08:00» in Vietnam, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM).astimezone(UTC)
