"""Fair assignment: whoever waits longest goes to whoever is ready, has room and was served longest ago."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.desk.hands import room_of
from bot.web.desk.queue.presence import Person, here, serves
from bot.web.desk.queue.rules import rule_of
from bot.web.models import Conversation

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
MOST = 200
"""Conversations in one look."""


def to_assign(session: Session) -> list[str]:
    """Those that wait in queues whose team assigns, the longest first."""
    waiting = Conversation.stage == "waiting", Conversation.closed_at.is_(None)
    query = select(Conversation.id, Conversation.team_id).where(*waiting)
    rows = session.execute(query.order_by(Conversation.waiting_since, Conversation.id).limit(MOST)).all()
    assigns = {team: rule_of(session, team).assign for team in {row.team_id for row in rows}}
    return [row.id for row in rows if assigns[row.team_id]]


def candidates(session: Session, conversation: str) -> list[int]:
    """Who could take it now, the next first. Whoever was never served comes before all."""
    found = session.get(Conversation, conversation)
    if found is None or found.stage != "waiting":
        return []
    return [person.account_id for person in _ready(session, found.team_id) if room_of(session, person.account_id) > 0]


def _ready(session: Session, team: int | None) -> Iterator[Person]:
    people = [each for each in here(session) if each.ready and serves(each.team_id, team)]
    yield from sorted(people, key=lambda each: (each.served_at or NEVER, each.account_id))
