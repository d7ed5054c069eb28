"""The inbox: which conversations somebody sees in which group, in which order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from bot.web.accounts.models import Account, Team
from bot.web.accounts.signed_in import SignedIn
from bot.web.desk.sight import visible
from bot.web.models import Conversation, Item
from procedures.calendar import aware, now
from procedures.text import clean, fold

Tab = Literal["waiting", "mine", "active", "closed"]
TABS: tuple[Tab, ...] = ("waiting", "mine", "active", "closed")
EACH = 50
"""Rows of a page."""
LONGEST = 120
"""Characters of the citizen's last words in a row."""


@dataclass(frozen=True)
class Filters:
    """What somebody has chosen. ``test``: no (hidden), yes (with them) or only."""

    tab: Tab = "waiting"
    team: int | None = None
    lang: str = ""
    slug: str = ""
    test: str = "no"
    q: str = ""
    page: int = 1

    @property
    def words(self) -> str:
        """What is looked for in what was said, as the transcripts are folded; empty: nothing."""
        return fold(clean(self.q)).strip()

    @property
    def narrowed(self) -> bool:
        """Whether anything beside the tab was chosen."""
        return replace(self, tab="waiting", page=1) != Filters()


@dataclass(frozen=True)
class Row:
    """A conversation in the list. ``words``: the citizen's last, masked, only where they are one's own work."""

    id: str
    stage: str
    lang: str
    slug: str | None
    holder_id: int | None
    holder: str | None
    team: str | None
    since: datetime
    """Of one that waits: since when; of others the newest item; of one that is over: its end."""
    unread: bool
    is_test: bool
    words: str


@dataclass(frozen=True)
class Listed:
    """A page of the list, and whether there is another after it."""

    rows: tuple[Row, ...]
    more: bool


def listed(session: Session, me: SignedIn, chosen: Filters, idle: timedelta) -> Listed:
    """One page of a group. Who waits longest stands first; of one's own, who waits for an answer."""
    query = (
        select(Conversation, Account.name, Team.name, Item.payload)
        .outerjoin(Account, Account.id == Conversation.holder_id)
        .outerjoin(Team, Team.id == Conversation.team_id)
        .outerjoin(Item, and_(Item.conversation_id == Conversation.id, Item.seq == Conversation.heard_seq))
        .where(_of_tab(me, chosen.tab, idle), *_chosen(me, chosen))
    )
    query = _ordered(query, chosen.tab).offset(EACH * (chosen.page - 1)).limit(EACH + 1)
    found = [_row(me, *each) for each in session.execute(query)]
    return Listed(tuple(found[:EACH]), len(found) > EACH)


def counts(session: Session, me: SignedIn, idle: timedelta) -> dict[str, int]:
    """How many wait for them, and how many they hold."""
    no_test = Conversation.is_test.is_(False)
    query = select(func.count()).select_from(Conversation)
    waiting = query.where(_of_tab(me, "waiting", idle), *_queue(me, Filters()), no_test)
    mine = query.where(_of_tab(me, "mine", idle))
    return {"waiting": session.scalar(waiting) or 0, "mine": session.scalar(mine) or 0}


def newest(session: Session) -> datetime | None:
    """When anything was said last: who takes, passes on or ends a conversation says so in it."""
    return session.scalar(select(func.max(Conversation.last_at)))


def team_names(session: Session) -> dict[int, str]:
    """All teams by number."""
    return {team.id: team.name for team in session.scalars(select(Team).order_by(Team.name))}


def _of_tab(me: SignedIn, tab: Tab, idle: timedelta) -> ColumnElement[bool]:
    going_on = Conversation.closed_at.is_(None)
    match tab:
        case "waiting":
            return and_(going_on, Conversation.stage == "waiting")
        case "mine":
            return and_(going_on, Conversation.holder_id == me.account_id)
        case "active":
            fresh = or_(Conversation.stage != "bot", Conversation.last_at > now() - idle)
            return and_(going_on, fresh, Conversation.heard_seq > 0)
    return and_(Conversation.closed_at.is_not(None), visible(me))


def _chosen(me: SignedIn, chosen: Filters) -> list[ColumnElement[bool]]:
    conditions = _queue(me, chosen) if chosen.tab == "waiting" else []
    if chosen.team is not None:
        conditions.append(Conversation.team_id == chosen.team)
    if chosen.lang:
        conditions.append(Conversation.lang == chosen.lang)
    if chosen.slug:
        conditions.append(Conversation.slug == chosen.slug)
    if chosen.test != "yes" and chosen.tab != "mine":
        conditions.append(Conversation.is_test.is_(chosen.test == "only"))
    if chosen.words:
        said = aliased(Item)
        here = said.conversation_id == Conversation.id, said.folded.contains(chosen.words, autoescape=True)
        conditions.append(select(said.seq).where(*here).exists())
    return conditions


def _queue(me: SignedIn, chosen: Filters) -> list[ColumnElement[bool]]:
    """Whoever has a team sees its queue and that of everybody, unless they look for another team's."""
    if me.team_id is None or chosen.team is not None:
        return []
    return [or_(Conversation.team_id.is_(None), Conversation.team_id == me.team_id)]


def _ordered(query: Select[Any], tab: Tab) -> Select[Any]:
    match tab:
        case "waiting":
            return query.order_by(Conversation.waiting_since, Conversation.id)
        case "mine":
            answered = Conversation.heard_seq <= Conversation.spoke_seq
            return query.order_by(answered, Conversation.last_at, Conversation.id)
        case "active":
            return query.order_by(Conversation.last_at.desc(), Conversation.id)
    return query.order_by(Conversation.closed_at.desc(), Conversation.id)


def _row(
    me: SignedIn, found: Conversation, holder: str | None, team: str | None, heard: Mapping[str, Any] | None
) -> Row:
    mine = found.stage == "waiting" or found.holder_id == me.account_id
    stage = "closed" if found.closed_at is not None else found.stage
    since = (found.waiting_since if stage == "waiting" else found.closed_at) or found.last_at
    said = " ".join(str(heard["text"]).split()) if heard and mine and stage != "closed" else ""
    return Row(
        id=found.id, stage=stage, lang=found.lang, slug=found.slug, holder_id=found.holder_id, holder=holder, team=team,
        since=aware(since),
        unread=stage == "held" and found.heard_seq > found.spoke_seq, is_test=found.is_test,
        words=said if len(said) <= LONGEST else said[: LONGEST - 1] + "…",
    )  # fmt: skip
