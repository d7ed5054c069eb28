"""Remarks on a draft, from its own page and from the page of a part; and that one was dealt with, or was not."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.accounts.guard import Acting, Me
from bot.web.accounts.page import to
from bot.web.api.access import SharedEdge
from bot.web.editing import remarks
from bot.web.editing.page import KNOWN
from bot.web.editing.remark_lines import path_of
from bot.web.editing.remarks import About
from bot.web.editing.routes_draft import DRAFT, Number, Words, page_of
from procedures.drafts import Draft

router = APIRouter(include_in_schema=False)
Short = Annotated[str, Form(max_length=80)]


def about(place: Short = "", row: Short = "", seen: Short = "", field: Short = "") -> About:
    """What the form says that the remark is on."""
    return About(place, int(row) if row.isascii() and row.isdecimal() and len(row) < 5 else None, seen, field)


@router.post(DRAFT + "/gop-y")
async def remark(
    request: Request, edge: SharedEdge, me: Me, who: Acting, draft: Number, on: Annotated[About, Depends(about)],
    text: Words = "", form_id: Words = "", settle: Short = "", reopen: Short = "",
    here: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """``here``: from the page of a part, and back to it."""
    try:
        if settle or reopen:
            mark = remarks.settle if settle else remarks.reopen
            found = await edge.run(mark, who, draft, _number(settle or reopen))
            place, row = found.place, found.row
        else:
            await edge.run(remarks.remark, who, me.name, draft, on, text, form_id)
            place, row = on.part, on.row
        back = await edge.run(_back, draft, place, row) if here and place else f"/bien-tap/nhap/{draft}#remarks"
    except KNOWN as error:
        return await page_of(request, edge, me, draft, error, remark=text)
    return to(back)


def _back(session: Session, draft: int, place: str, row: int | None) -> str:
    return path_of(session.get_one(Draft, draft), place, row)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
