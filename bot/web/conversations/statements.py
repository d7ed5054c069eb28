"""The statements of a turn, made once: to build one anew for each message costs several times what running it costs.

They are on tables and not on classes, so they see only what was flushed. Names of what is to be given stand in each.
"""

from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Update, bindparam, insert, or_, select, update

from bot.training.tables import LiveRasa
from bot.web.models import Conversation, Item, Turn, table_of

CITIZEN, STAFF, SLUG = "heard_seq", "spoke_seq", "slug"
"""Columns of a conversation that new items may change, beside their number and time."""


def _given(name: str, column: ColumnElement[Any]) -> BindParameter[Any]:
    return bindparam(name, type_=column.type)


_CONVERSATIONS, _TURNS, _ITEMS, _LIVE = map(table_of, (Conversation, Turn, Item, LiveRasa))
_C, _T, _I = _CONVERSATIONS.c, _TURNS.c, _ITEMS.c
_talk, _turn, _moment = _given("talk", _C.id), _given("turn", _T.id), _given("moment", _C.last_at)

OWN = select(_C.id, _C.token_hash, _C.lang, _C.stage, _C.last_at, _C.closed_at, _C.closed_why).where(_C.id == _talk)
"""What it takes to open a conversation; talk."""

LEASE = (
    update(_CONVERSATIONS)
    .where(_C.id == _talk, _C.closed_at.is_(None), or_(_C.lease.is_(None), _C.leased_until < _moment))
    .values(lease=_given("mine", _C.lease), leased_until=_given("until", _C.leased_until))
    .returning(_C.lang, _C.stage, select(_LIVE.c.url).where(_LIVE.c.id == 1).scalar_subquery())
)
"""Takes the lease of an open conversation that has none; talk, moment (now), mine, until. Gives the live Rasa too."""

RUNNING = select(_T.id).where(_T.conversation_id == _talk, _T.state == "running")
"""Turns that run; talk."""

NAMED = select(_T.id, _T.request_hash, _T.state).where(
    _T.conversation_id == _talk, _T.client_id == _given("name", _T.client_id)
)
"""The turn of a client_id; talk, name."""

NEW_TURN = insert(_TURNS).returning(_T.id)
"""Columns of the turn."""

DONE = update(_TURNS).where(_T.id == _turn).values(state="done", outcome=_given("what", _T.outcome), done_at=_moment)
"""Ends a turn; turn, what (its outcome), moment."""

NEW_ITEMS = insert(_ITEMS)
"""Columns of each item."""

_ENTRIES = select(_I.seq, _I.sender, _I.at, _I.payload, _T.client_id).select_from(
    _ITEMS.outerjoin(_TURNS, _T.id == _I.turn_id)
)
OF_TURN = _ENTRIES.where(_I.turn_id == _turn).order_by(_I.seq)
"""Items of a turn, in order; turn."""
SINCE = _ENTRIES.where(_I.conversation_id == _talk, _I.seq > _given("since", _I.seq)).order_by(_I.seq)
"""Items of a conversation above a number, in order; talk, since."""

NEWEST = (
    select(_I.payload["topic"].as_string(), _I.payload["outcome"].as_string())
    .where(_I.conversation_id == _talk, _I.sender == "bot")
    .order_by(_I.seq.desc())
    .limit(_given("most", _I.seq))
)
"""Topic and outcome of the newest replies of the bot; talk, most."""


@cache
def release(with_lang: bool) -> Update:
    """Gives a lease back, with a new language where wanted; talk, mine, and lang_now."""
    freed = update(_CONVERSATIONS).where(_C.id == _talk, _C.lease == _given("mine", _C.lease)).returning(_C.id)
    lang = {"lang": _given("lang_now", _C.lang)} if with_lang else {}
    return freed.values(lease=None, leased_until=None, **lang)


@cache
def count_up(changed: frozenset[str]) -> Update:
    """Adds to a conversation's last number and gives it; talk, moment, more (how many), and by ``changed``:

    heard_place and spoke_place (place of the newest item of the citizen, of staff, from 1), about (slug).
    """
    values: dict[str, Any] = {"last_seq": _C.last_seq + _given("more", _C.last_seq), "last_at": _moment}
    if CITIZEN in changed:
        values[CITIZEN] = _C.last_seq + _given("heard_place", _C.last_seq)
    if STAFF in changed:
        values[STAFF] = _C.last_seq + _given("spoke_place", _C.last_seq)
    if SLUG in changed:
        values[SLUG] = _given("about", _C.slug)
    return update(_CONVERSATIONS).where(_C.id == _talk).values(values).returning(_C.last_seq)
