"""One part of a draft: its rows, the form of the row that is open, and what its buttons do."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy.orm import Session

from bot.web.accounts.guard import Acting, Me
from bot.web.accounts.page import to
from bot.web.api.access import SharedEdge
from bot.web.edge import Edge
from bot.web.editing import edits, said
from bot.web.editing.content import seen
from bot.web.editing.edits import Saved, Spot, Writer
from bot.web.editing.errors import NoSuchThing, RowChanged
from bot.web.editing.form import put, read
from bot.web.editing.in_words import fields_in_words, question_of
from bot.web.editing.page import KNOWN, message, render, sentence, status_of
from bot.web.editing.presence import others_line
from bot.web.editing.shape import fields_of, is_list
from bot.web.editing.state import is_new, register_of
from bot.web.editing.suggested import suggested
from bot.web.editing.views import DraftView, PartView, draft_view, part_view
from bot.web.words import lang_of
from procedures.calendar import VIETNAM, now
from procedures.drafts import Draft

router = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Part = Annotated[str, Path(pattern=r"^[a-z_]{2,20}(\.[a-z0-9_]{1,20}){0,3}$")]
PAGE = "/bien-tap/nhap/{draft}/phan/{part}"


@router.get(PAGE)
async def look(
    request: Request, edge: SharedEdge, me: Me, draft: Number, part: Part, hang: str = "", luu: bool = False
) -> Response:
    """The part; ``hang`` names the row that is open."""
    try:
        view, shown = await _views(edge, draft, part, _number(hang), me.account_id, lang_of(request))
    except KNOWN as error:
        return message(request, error)
    return _page(request, edge, view, shown, await edge.run(suggested, shown.fields, view.draft), saved=luu)


@router.post(PAGE)
async def change(request: Request, edge: SharedEdge, me: Me, who: Acting, draft: Number, part: Part) -> Response:
    """What the page's buttons do: ``do`` is save, add, remove, up or down. A script asks for JSON."""
    form = await request.form()
    here, lang = f"/bien-tap/nhap/{draft}/phan/{part}", lang_of(request)
    as_json = "application/json" in request.headers.get("accept", "")
    do, number = str(form.get("do", "save")), _number(str(form.get("row", "")))
    spot, by = Spot(part, number, str(form.get("seen", ""))), Writer(who, me.name)
    try:
        view = await edge.run(draft_view, draft, me.account_id, lang, part)
        fields = fields_of(part, register_of(view.draft), is_new=is_new(view.draft))
        if not fields:
            raise NoSuchThing
        typed = read(fields, form)
    except KNOWN as error:
        return _failed(request, error, as_json)
    try:
        saved = await _do(edge, by, draft, spot, do, fields, typed)
    except RowChanged as error:
        if as_json or do != "save":
            return _failed(request, error, as_json)
        return await _conflict(request, edge, view, spot, typed, error)
    except KNOWN as error:
        return _failed(request, error, as_json)
    if as_json:
        return await _told(edge, draft, part, saved, lang)
    if do in ("remove", "up", "down"):
        return to(f"{here}#rows")
    row = f"hang={saved.number}&" if saved.number is not None else ""
    return to(f"{here}?{row}luu=1#open" if do == "save" else f"{here}?{row}#open")


async def _do(
    edge: Edge, by: Writer, draft: int, spot: Spot, do: str, fields: edits.Fields, typed: edits.Content
) -> Saved:
    if do == "save":
        return await edge.run(edits.save, by, draft, spot, fields, typed)
    if not is_list(spot.part) or (do != "add" and spot.number is None):
        raise NoSuchThing
    if do == "add":
        return await edge.run(edits.add, by, draft, spot.part)
    if do == "remove":
        return await edge.run(edits.remove, by, draft, spot)
    if do in ("up", "down"):
        return await edge.run(edits.shift, by, draft, spot, -1 if do == "up" else 1)
    raise NoSuchThing


async def _views(edge: Edge, draft: int, part: str, row: int | None, me: int, lang: str) -> tuple[DraftView, PartView]:
    view = await edge.run(draft_view, draft, me, lang, part)
    if not said.exists(part, view.register):
        raise NoSuchThing
    return view, await edge.run(part_view, view.draft, part, row, lang)


async def _conflict(
    request: Request, edge: Edge, view: DraftView, spot: Spot, typed: edits.Content, error: RowChanged
) -> Response:
    """Both versions; what was typed stands in the form, and saving it again replaces what is shown beside it."""
    lang = lang_of(request)
    shown = await edge.run(part_view, view.draft, spot.part, spot.number, lang)
    old = error.now or {}
    names = {each.name for each in shown.fields}
    key = seen({name: value for name, value in old.items() if name in names} if not shown.is_list else old)
    number = spot.number if error.now is not None else None
    shown = PartView(
        shown.part, shown.name, shown.is_list, shown.rows, shown.fields, number, put(old, shown.fields, typed), key, {}
    )
    theirs = said.details(spot.part, old, lang, view.register) if error.now is not None else None
    mine = said.details(spot.part, typed, lang, view.register)
    words = await edge.run(suggested, shown.fields, view.draft)
    return _page(request, edge, view, shown, words, error=error, theirs=theirs, mine=mine, conflict=True)


def _page(
    request: Request, edge: Edge, view: DraftView, shown: PartView, words: object, saved: bool = False, **more: Any
) -> Response:
    at = f"{now().astimezone(VIETNAM):%H:%M}"
    error = more.pop("error", None)
    assert error is None or isinstance(error, Exception)
    return render(
        request, "part.html", error=error, view=view, shown=shown, words=words, others_line=others_line,
        fields=fields_in_words(view.draft, shown.part, lang_of(request)),
        question=question_of(view.draft.content, shown.part, lang_of(request)),
        saved=said.word(lang_of(request), "saved", time=at) if saved else "", **more,
    )  # fmt: skip


async def _told(edge: Edge, draft: int, part: str, saved: Saved, lang: str) -> Response:
    """For the script: when it was saved, what the row is called now, and what is wrong with it."""

    def wrong(session: Session) -> dict[str, str]:
        found = session.get_one(Draft, draft)
        return dict(part_view(session, found, part, saved.number, lang).wrong)

    at = f"{now().astimezone(VIETNAM):%H:%M}"
    said_ = said.word(lang, "saved", time=at)
    return JSONResponse({"saved": said_, "seen": saved.seen, "row": saved.number, "wrong": await edge.run(wrong)})


def _failed(request: Request, error: Exception, as_json: bool) -> Response:
    if as_json:
        told = {"error": {"code": type(error).__name__, "message": sentence(error, lang_of(request))}}
        return JSONResponse(told, status_of(error))
    return message(request, error)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else None
