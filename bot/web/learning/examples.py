"""The accepted examples as editors see them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.models import Account
from bot.web.learning.models import Example

MOST = 300


@dataclass(frozen=True)
class Line:
    """One example with the name of whoever accepted it."""

    id: int
    text: str
    topic: str
    procedure: str
    state: str
    by: str
    at: datetime


def newest(session: Session, topic: str = "") -> list[Line]:
    """Those of a topic, or all."""
    query = select(Example, Account.name).outerjoin(Account, Account.id == Example.by_id)
    if topic:
        query = query.where(Example.topic == topic)
    rows = session.execute(query.order_by(Example.id.desc()).limit(MOST))
    return [Line(row.id, row.text, row.topic, row.procedure or "", row.state, name or "", row.at) for row, name in rows]
