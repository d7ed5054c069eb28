"""The page of an expert outside: one draft in words, in both languages, and a place for remarks. No sign-in."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import Response

from bot.web.accounts.page import to
from bot.web.api.access import COUNTED, Address, SharedEdge
from bot.web.chat.origin import check_origin
from bot.web.edge import Edge
from bot.web.editing import remarks, said
from bot.web.editing.content import rows_in
from bot.web.editing.page import KNOWN, render
from bot.web.editing.shape import PARTS, is_list
from bot.web.editing.state import register_of
from bot.web.editing.views import name_of
from bot.web.words import lang_of
from procedures.drafts import Draft

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
    request: Request, edge: SharedEdge, address: Address, token: Token, place: Words = "", text: Words = "",
    form_id: Words = "",
) -> Response:  # fmt: skip
    """A remark on a part or on the whole."""
    check_origin(request)
    try:
        await edge.run(remarks.remark_by_link, token, place, text, form_id, address)
    except KNOWN as error:
        return await _page(request, edge, token, error=error, typed=text)
    return to(f"/kiem-tra/{token}?xong=1")


async def _page(
    request: Request, edge: Edge, token: str, *, sent: bool = False, error: Exception | None = None, typed: str = ""
) -> Response:
    lang = request.query_params.get("lang", "")
    if lang in ("vi", "en"):
        request.state.lang = lang
    try:
        link, draft = await edge.run(remarks.by_link, token)
    except KNOWN as over:
        return render(request, "outside_over.html", error=over)
    return render(
        request, "outside.html", error=error, link=link, name=name_of(draft, lang_of(request)), sent=sent, typed=typed,
        parts=in_words(draft, lang_of(request)),
    )  # fmt: skip


def in_words(draft: Draft, lang: str) -> list[tuple[str, str, list[list[tuple[str, str]]]]]:
    """Part, its name, and of each row every field in words."""
    register = register_of(draft)
    found = []
    for part in ("entries",) if register else PARTS:
        if is_list(part):
            rows = rows_in(draft.content, part)
        else:
            rows = [dict(draft.content) if part == "general" else dict(draft.content.get("guide") or {})]
        told = [details for row in rows if (details := said.details(part, row, lang, register))]
        if part == "guide.questions":
            for at, row in enumerate(rows_in(draft.content, part)):
                for option in row.get("options") or []:
                    told[at] += [(said.word(lang, "tree.answer"), line(option, lang))]
        if told:
            found.append((part, said.part_name(part, lang), told))
    return found


def line(option: dict[str, object], lang: str) -> str:
    """An answer of a guide and where it leads."""
    return f"{said.title('', option, lang)} → {option.get('next', '')}"
