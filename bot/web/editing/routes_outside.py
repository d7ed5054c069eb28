"""The page of an expert outside: one draft in words, in both languages, and places for remarks. No sign-in."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import Response

from bot.web.accounts.page import to
from bot.web.api.access import COUNTED, Address, SharedEdge
from bot.web.chat.origin import check_origin
from bot.web.edge import Edge
from bot.web.editing import fact_check
from bot.web.editing.in_words import in_words
from bot.web.editing.page import KNOWN, render
from bot.web.editing.remarks import About
from bot.web.editing.routes_remarks import about
from bot.web.editing.views import name_of
from bot.web.words import lang_of

router = APIRouter(include_in_schema=False, dependencies=COUNTED)
Token = Annotated[str, Path(max_length=100)]
Words = Annotated[str, Form(max_length=4000)]
PAGE = "/kiem-tra/{token}"


@router.get(PAGE)
async def look(request: Request, edge: SharedEdge, token: Token, xong: bool = False) -> Response:
    """The draft, as long as the link lives."""
    return await _page(request, edge, token, sent=xong)


@router.post(PAGE)
async def remark(
    request: Request, edge: SharedEdge, address: Address, token: Token, on: Annotated[About, Depends(about)],
    text: Words = "", form_id: Words = "",
) -> Response:  # fmt: skip
    """A remark on a field, a row, a part or the whole."""
    check_origin(request)
    try:
        await edge.run(fact_check.remark_by_link, token, on, text, form_id, address)
    except KNOWN as error:
        return await _page(request, edge, token, error=error, typed=text)
    return to(f"/kiem-tra/{token}?xong=1")


async def _page(
    request: Request, edge: Edge, token: str, *, sent: bool = False, error: Exception | None = None, typed: str = ""
) -> Response:
    lang = request.query_params.get("lang", "")
    if lang in ("vi", "en"):
        request.state.lang = lang
    lang = lang_of(request)
    try:
        link, draft = await edge.run(fact_check.by_link, token)
        mine = await edge.run(fact_check.sent_lines, link, draft, lang)
    except KNOWN as over:
        return render(request, "outside_over.html", error=over)
    return render(
        request, "outside.html", error=error, link=link, name=name_of(draft, lang), sent=sent, typed=typed,
        parts=in_words(draft, lang), mine=mine, retire=draft.intent == "retire",
    )  # fmt: skip
