"""«Gọi lại»: the call-backs that staff make."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.accounts.guard import Acting, Me
from bot.web.accounts.page import to
from bot.web.accounts.signed_in import SignedIn
from bot.web.api.access import SharedEdge
from bot.web.citizen.known import names
from bot.web.citizen.masked import masked
from bot.web.desk.page import render
from bot.web.desk.queue import call_backs, phone
from bot.web.desk.queue.call_backs import Desk
from bot.web.desk.queue.errors import BadField, NotYours, QueueError
from bot.web.edge import Edge
from bot.web.errors import Refused
from bot.web.words import lang_of
from procedures.words import say

router = APIRouter()
ROOT = "/lam-viec/goi-lai"
TABS = ("open", "mine", "done")
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get(ROOT)
async def page(
    request: Request, edge: SharedEdge, me: Me, tab: Annotated[str, Query(alias="muc", max_length=8)] = "open"
) -> Response:
    """Those that wait, those that I took, those that are over."""
    return await _page(request, edge, me, tab)


@router.post(ROOT + "/{number}/nhan")
async def take(request: Request, edge: SharedEdge, me: Me, number: Number) -> Response:
    """I call."""
    return await _do(request, edge, me, number, partial(call_backs.take, desk=_desk(me), number=number), "mine")


@router.post(ROOT + "/{number}/so")
async def reveal(request: Request, edge: SharedEdge, me: Me, who: Acting, number: Number) -> Response:
    """Shows the number on this one page, and writes down who saw it."""
    key = edge.settings.desk_key.get_secret_value()
    try:
        found = await edge.run(call_backs.reveal, _desk(me), who, number, key)
    except NotYours as error:
        return await _page(request, edge, me, "mine", error)
    shown = {"number": number, "phone": found and phone.shown(found), "digits": found or ""}
    return await _page(request, edge, me, "mine", shown=shown)


@router.post(ROOT + "/{number}/goi-hut")
async def tried(
    request: Request, edge: SharedEdge, me: Me, number: Number, tries: Annotated[int, Form(ge=0, le=999)]
) -> Response:
    """Nobody answered."""
    act = partial(call_backs.tried, desk=_desk(me), number=number, tries=tries)
    return await _do(request, edge, me, number, act, "mine")


@router.post(ROOT + "/{number}/tra")
async def give_back(request: Request, edge: SharedEdge, me: Me, who: Acting, number: Number) -> Response:
    """A colleague shall call."""
    act = partial(call_backs.give_back, desk=_desk(me), who=who, number=number)
    return await _do(request, edge, me, number, act, "open")


@router.post(ROOT + "/{number}/xong")
async def end(
    request: Request,
    edge: SharedEdge,
    me: Me,
    number: Number,
    state: Annotated[str, Form(max_length=8)] = "done",
    note: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Called, or given up with a note; the number is erased. Numbers in the note are hidden."""
    try:
        said = masked(note, lang_of(request))
    except Refused:
        return await _page(request, edge, me, "mine", BadField("note"), typed={number: note})
    act = partial(call_backs.end, desk=_desk(me), number=number, state=state, note=said)
    return await _do(request, edge, me, number, act, "done", note)


async def _do(
    request: Request, edge: Edge, me: SignedIn, number: int, act: Callable[[Session], None], tab: str, note: str = ""
) -> Response:
    try:
        await edge.run(act)
    except QueueError as error:
        return await _page(
            request, edge, me, "mine" if isinstance(error, BadField) else "open", error, typed={number: note}
        )
    return to(f"{ROOT}?muc={tab}#g{number}")


async def _page(
    request: Request,
    edge: Edge,
    me: SignedIn,
    tab: str,
    error: QueueError | None = None,
    *,
    shown: Mapping[str, object] | None = None,
    typed: Mapping[int, str] | None = None,
) -> Response:
    tab, lang = tab if tab in TABS else "open", lang_of(request)
    desk = _desk(me)
    rows = await edge.run(call_backs.listed, desk, tab)
    waiting = await edge.run(call_backs.count_open, desk)
    known = await edge.run(names, request.app.state.library, lang)
    return render(
        request, "queue/call_backs.html", error.status if error else 200, area="queue",
        error=say(error.words, lang) if error else "", tab=tab,
        tabs=TABS, rows=rows, waiting=waiting, names=known, shown=shown, typed=typed or {}, lead=desk.everything,
        days=phone.KEPT.days,
    )  # fmt: skip


def _desk(me: SignedIn) -> Desk:
    return Desk(me.account_id, me.team_id, "team_lead" in me.roles)
