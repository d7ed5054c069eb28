"""The desk's first page, a record with its versions, and where drafts begin."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Concatenate

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.accounts.guard import Acting, Me
from bot.web.accounts.page import to
from bot.web.api.access import SharedEdge
from bot.web.edge import Edge
from bot.web.editing import begin, owners, records
from bot.web.editing.begin import Wanted
from bot.web.editing.edits import Writer
from bot.web.editing.page import KNOWN, message, render
from bot.web.editing.todo import todos
from bot.web.words import lang_of
from procedures.calendar import today

router = APIRouter(include_in_schema=False)
Words = Annotated[str, Form(max_length=1000)]
Slug = Annotated[str, Path(max_length=80)]
HOME, RECORD = "/bien-tap", "/bien-tap/thu-tuc/{slug}"


@router.get(HOME)
async def home(request: Request, edge: SharedEdge, me: Me, q: str = "", trang_thai: str = "") -> Response:
    """What waits for the reader, drafts in work, live records, registers."""
    lang = lang_of(request)
    return render(
        request, "home.html", q=q[:100], state=trang_thai, drafts=await edge.run(records.drafts, lang, trang_thai),
        records=await edge.run(records.records, lang, q[:100]), retired=await edge.run(records.retired, lang),
        registers=await edge.run(records.registers_of),
        todos=await edge.run(todos, me.account_id, me.roles, today(), lang),
    )  # fmt: skip


@router.get("/bien-tap/moi")
async def new(request: Request, edge: SharedEdge, ten: str = "") -> Response:
    """The form of a new record; ``ten`` is its name, as the review queue proposes it."""
    typed = Wanted(ten[:200], "")
    return render(request, "new.html", typed=typed, records=await edge.run(records.records, lang_of(request)))


@router.post("/bien-tap/moi")
async def make(
    request: Request, edge: SharedEdge, me: Me, who: Acting, name_vi: Words = "", name_en: Words = "",
    family: Words = "", form_id: Words = "",
) -> Response:  # fmt: skip
    """Begins the draft of a new record."""
    wanted = Wanted(name_vi.strip()[:200], name_en.strip()[:200], family)
    try:
        draft = await edge.run(begin.new, Writer(who, me.name), wanted, form_id)
    except KNOWN as error:
        lines = await edge.run(records.records, lang_of(request))
        return render(request, "new.html", error=error, typed=wanted, records=lines)
    return to(f"/bien-tap/nhap/{draft}")


@router.get(RECORD)
async def record(request: Request, edge: SharedEdge, slug: Slug) -> Response:
    """A record: its versions, its drafts, its owner."""
    return await _record(request, edge, slug)


@router.post(RECORD + "/sua")
async def edit(request: Request, edge: SharedEdge, me: Me, who: Acting, slug: Slug, reason: Words = "") -> Response:
    """To the draft of a live record."""
    return await _begin(request, edge, slug, begin.edit, Writer(who, me.name), slug, reason)


@router.post(RECORD + "/khoi-phuc")
async def restore(
    request: Request, edge: SharedEdge, me: Me, who: Acting, slug: Slug, version: Annotated[int, Form()] = 0,
    reason: Words = "",
) -> Response:  # fmt: skip
    """A draft that says what an earlier version said."""
    return await _begin(request, edge, slug, begin.restore, Writer(who, me.name), slug, version, reason)


@router.post(RECORD + "/ngung")
async def retire(request: Request, edge: SharedEdge, me: Me, who: Acting, slug: Slug, reason: Words = "") -> Response:
    """A draft that takes the record out of sight."""
    return await _begin(request, edge, slug, begin.retire, Writer(who, me.name), slug, reason)


@router.post(RECORD + "/phu-trach")
async def own(
    request: Request, edge: SharedEdge, who: Acting, slug: Slug, account: Words = "", review_on: Words = ""
) -> Response:
    """Gives the record an owner."""
    number = int(account) if account.isascii() and account.isdecimal() and len(account) < 10 else None
    try:
        day = date.fromisoformat(review_on)
    except ValueError:
        day = None
    try:
        await edge.run(owners.set_owner, who, slug, number, day)
    except KNOWN as error:
        return message(request, error)
    return to(f"/bien-tap/thu-tuc/{slug}?xong=1")


@router.post("/bien-tap/danh-muc/{register}")
async def register(request: Request, edge: SharedEdge, me: Me, who: Acting, register: Slug) -> Response:
    """To the draft of a register: laws, sources, notices, hotlines, families."""
    try:
        draft = await edge.run(begin.edit_register, Writer(who, me.name), register)
    except KNOWN as error:
        return message(request, error)
    return to(f"/bien-tap/nhap/{draft}/phan/entries")


async def _begin[**P](
    request: Request, edge: Edge, slug: str, act: Callable[Concatenate[Session, P], int], *args: P.args,
    **kwargs: P.kwargs,
) -> Response:  # fmt: skip
    try:
        draft = await edge.run(act, *args, **kwargs)
    except KNOWN as error:
        return await _record(request, edge, slug, error)
    return to(f"/bien-tap/nhap/{draft}")


async def _record(request: Request, edge: Edge, slug: str, error: Exception | None = None) -> Response:
    try:
        view = await edge.run(records.record_view, slug, lang_of(request))
    except KNOWN as missing:
        return message(request, missing)
    return render(request, "record.html", error=error, record=view, done="xong" in request.query_params)
