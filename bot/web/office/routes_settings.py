"""«Cài đặt»: what an admin sets without a shell; the off switch stands first."""

from collections.abc import Callable
from typing import Annotated, Concatenate, Literal

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.accounts.guard import Acting
from bot.web.accounts.page import to
from bot.web.api.access import SharedEdge
from bot.web.edge import Edge
from bot.web.office import notices, site_settings, switch
from bot.web.office.errors import BadValue, OfficeError
from bot.web.office.notices import Typed
from bot.web.office.page import render

router = APIRouter(include_in_schema=False)
HOME = "/quan-tri/cai-dat"
Words = Annotated[str, Form(max_length=1000)]
Revision = Annotated[int, Form(ge=0, le=2**31 - 2)]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get(HOME)
async def page(request: Request, edge: SharedEdge, xong: bool = False) -> Response:
    """Everything that can be set."""
    return await _page(request, edge, done=xong)


@router.post("/quan-tri/cai-dat/bot")
async def turn(
    request: Request, edge: SharedEdge, who: Acting, state: Annotated[Literal["on", "off"], Form()],
    revision: Revision = 0, reason: Words = "",
) -> Response:  # fmt: skip
    """Switches the bot off or on again."""
    return await _do(request, edge, "bot", switch.turn, who, state == "off", revision, reason)


@router.post("/quan-tri/cai-dat/thong-bao")
async def add_notice(
    request: Request, edge: SharedEdge, who: Acting, kind: Annotated[Literal["outage", "notice"], Form()],
    text_vi: Words = "", text_en: Words = "", since: Words = "", until: Words = "", reason: Words = "",
) -> Response:  # fmt: skip
    """A new notice."""
    typed = Typed(kind, text_vi, text_en, since, until, reason)
    return await _do(request, edge, "notice", notices.add, who, typed)


@router.post("/quan-tri/cai-dat/thong-bao/{notice}")
async def end_notice(request: Request, edge: SharedEdge, who: Acting, notice: Number, reason: Words = "") -> Response:
    """Ends a notice."""
    return await _do(request, edge, "notice", notices.end, who, notice, reason)


@router.post("/quan-tri/cai-dat/{key}")
async def save(
    request: Request, edge: SharedEdge, who: Acting, key: Annotated[str, Path(max_length=40)],
    value: Annotated[str, Form(max_length=20_000)] = "", revision: Revision = 0, reason: Words = "",
) -> Response:  # fmt: skip
    """One setting."""
    return await _do(request, edge, key, site_settings.save, who, key, value, revision, reason)


async def _do[**P, T](
    request: Request, edge: Edge, where: str, act: Callable[Concatenate[Session, P], T], *args: P.args,
    **kwargs: P.kwargs,
) -> Response:  # fmt: skip
    try:
        await edge.run(act, *args, **kwargs)
    except OfficeError as error:
        return await _page(request, edge, error, where)
    return to(f"{HOME}?xong=1")


async def _page(
    request: Request, edge: Edge, error: OfficeError | None = None, where: str = "", done: bool = False
) -> Response:
    shown, notes = await edge.run(site_settings.read, edge.settings), await edge.run(notices.lines)
    typed = {name: value for name, value in (await request.form()).items() if isinstance(value, str)} if error else {}
    key = f"bad.{error.field}" if isinstance(error, BadValue) else "changed" if error else ""
    return render(
        request, "office/settings.html", (422 if isinstance(error, BadValue) else 409) if error else 200, error=key,
        about=getattr(error, "about", ""), settings=shown, terms=site_settings.TERMS, notices=notes, typed=typed,
        where=where, done=done,
    )  # fmt: skip
