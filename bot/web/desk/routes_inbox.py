"""«Hộp thư»: the list as a page, and live."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import structlog
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.accounts.guard import Acting, Me
from bot.web.accounts.signed_in import SignedIn, is_running
from bot.web.api.access import SharedEdge
from bot.web.citizen.known import names
from bot.web.citizen.terms import read_terms
from bot.web.desk import inbox, reads
from bot.web.desk.age import age
from bot.web.desk.inbox import TABS, Filters, Listed
from bot.web.desk.page import render
from bot.web.edge import EVERYTHING, Edge
from bot.web.live import GLANCE, HELLO, KEEP_ALIVE, STILL_HERE, EventStream
from bot.web.logs import where
from bot.web.words import lang_of

AFRESH = 10.0
"""Seconds after which the list is read again though nothing was said: marks and what is erased leave no message."""
PAUSE = 0.25
"""Seconds between looks where much is said: one look then shows it all."""
router = APIRouter()
log = structlog.get_logger()


def filters(
    tab: Annotated[Literal["waiting", "mine", "active", "closed"], Query(alias="muc")] = "waiting",
    team: Annotated[str, Query(alias="to", max_length=9)] = "",
    lang: Annotated[Literal["", "vi", "en"], Query(alias="ngon-ngu")] = "",
    slug: Annotated[str, Query(alias="thu-tuc", max_length=80)] = "",
    test: Annotated[Literal["no", "yes", "only"], Query(alias="thu")] = "no",
    q: Annotated[str, Query(max_length=100)] = "",
    page: Annotated[int, Query(alias="trang", ge=1, le=200)] = 1,
) -> Filters:
    """What the address asks for."""
    number = int(team) if team.isascii() and team.isdecimal() else None
    return Filters(tab, number, lang, slug, test, q, page)


Chosen = Annotated[Filters, Depends(filters)]


@router.get("/lam-viec")
async def page(request: Request, edge: SharedEdge, me: Me, who: Acting, chosen: Chosen) -> Response:
    """One group of conversations, 50 a page. A search in what was said is written down."""
    await _note_search(edge, who, chosen)
    found, numbers, teams = await edge.run(_look, me, chosen, edge)
    known = await edge.run(names, request.app.state.library, lang_of(request))
    return render(
        request, "inbox.html", listed=found, counts=numbers, teams=teams, chosen=chosen, tabs=TABS, known=known,
        age=age, address=lambda **other: _address(chosen, **other),
    )  # fmt: skip


@router.get("/lam-viec/stream")
async def stream(request: Request, edge: SharedEdge, me: Me, who: Acting, chosen: Chosen) -> Response:
    """Events ``counts`` and ``rows``: the order of the page's rows, and the HTML of those that changed."""
    await _note_search(edge, who, chosen)
    return EventStream(edge, f"inbox {me.sign_in_id}", _events(request, edge, me, chosen))


async def _events(request: Request, edge: Edge, me: SignedIn, chosen: Filters) -> AsyncIterator[str]:
    yield HELLO
    known = await edge.run(names, request.app.state.library, lang_of(request))
    moment: Any = False
    numbers: dict[str, int] = {}
    shown: dict[str, Any] | None = None
    silent, clock, looked = 0, asyncio.get_running_loop().time, 0.0
    while not request.app.state.stopping():
        try:
            latest = await edge.run(_newest, me)
            if latest is None:
                return
            news = ""
            if latest != moment or clock() - looked >= AFRESH:
                looked = clock()
                found, counted, _ = await edge.run(_look, me, chosen, edge)
                rows = {row.id: row for row in found.rows}
                if counted != numbers:
                    news += _event("counts", counted)
                if shown is None or rows != shown or list(rows) != list(shown):
                    fresh = [row for row in found.rows if shown is None or shown.get(row.id) != row]
                    html = {row.id: _drawn(request, known, chosen, row) for row in fresh}
                    news += _event("rows", {"order": list(rows), "html": html})
                moment, numbers, shown = latest, counted, rows
        except SQLAlchemyError as error:
            log.error("database_failed", error=type(error).__name__, where=where(error))
            return  # the page comes again by itself
        silent = 0 if news else silent + 1
        if news or silent >= KEEP_ALIVE:
            silent = 0
            yield news or STILL_HERE
        await asyncio.sleep(PAUSE)
        await edge.listen(EVERYTHING, GLANCE - PAUSE)


async def _note_search(edge: Edge, who: Who, chosen: Filters) -> None:
    if chosen.words:
        await edge.run(reads.searched, who, chosen.q)


def _newest(session: Session, me: SignedIn) -> Any:
    """When something was said last; None for somebody who is no longer signed in."""
    return (inbox.newest(session),) if is_running(session, me.sign_in_id) else None


def _look(session: Session, me: SignedIn, chosen: Filters, edge: Edge) -> tuple[Listed, dict[str, int], dict[int, str]]:
    idle = read_terms(session, edge.settings).idle
    return inbox.listed(session, me, chosen, idle), inbox.counts(session, me, idle), inbox.team_names(session)


def _drawn(request: Request, known: dict[str, str], chosen: Filters, row: inbox.Row) -> str:
    return bytes(render(request, "row.html", row=row, known=known, chosen=chosen, age=age).body).decode()


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _address(chosen: Filters, **other: object) -> str:
    """The address of the same list with something else chosen."""
    values = {
        "muc": chosen.tab, "to": chosen.team or "", "ngon-ngu": chosen.lang, "thu-tuc": chosen.slug, "thu": chosen.test,
        "q": chosen.q, "trang": 1,
    } | {name.replace("_", "-"): value for name, value in other.items()}  # fmt: skip
    defaults = {"muc": "waiting", "thu": "no", "trang": 1}
    return "/lam-viec?" + urlencode(
        {name: value for name, value in values.items() if value and defaults.get(name) != value}
    )
