"""How many things wait for whoever looks, for the menu of every page of those who work here."""

from contextvars import ContextVar

from fastapi import Request
from sqlalchemy.exc import SQLAlchemyError

from bot.web.accounts.permissions import EDITORS
from bot.web.accounts.signed_in import SignedIn
from bot.web.api.access import SharedEdge
from bot.web.editing.todo import count
from procedures.calendar import today

_waiting: ContextVar[int] = ContextVar("waiting", default=0)


async def count_waiting(request: Request, edge: SharedEdge) -> None:
    """A dependency of the routers with that menu. A data base that fails must not hide the page itself."""
    me: SignedIn | None = getattr(request.state, "me", None)
    _waiting.set(0)
    if me is None or not me.full or not EDITORS.roles & me.roles or request.method != "GET":
        return
    try:
        _waiting.set(await edge.run(count, me.account_id, me.roles, today()))
    except SQLAlchemyError:
        return


def waiting() -> int:
    """Of this request; templates call it."""
    return _waiting.get()
