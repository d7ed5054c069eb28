"""«Nhật ký»: what everybody did, for admins. There is no way to change it."""

import io
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.accounts.guard import Acting
from bot.web.api.access import SharedEdge
from bot.web.office import log
from bot.web.office.log import Wanted
from bot.web.office.page import render

router = APIRouter(include_in_schema=False)
HOME = "/quan-tri/nhat-ky"
Short = Annotated[str, Query(max_length=80)]


@router.get(HOME)
async def page(
    request: Request,
    edge: SharedEdge,
    who: Acting,
    nguoi: Short = "",
    viec: Short = "",
    loai: Short = "",
    so: Short = "",
    tu: Short = "",
    den: Short = "",
    truoc: Short = "",
    tep: Annotated[Literal["", "csv"], Query()] = "",
) -> Response:
    """The rows that were asked for, page by page, or all of them as a file."""
    wanted = Wanted(_number(nguoi), viec, loai, so.strip(), _day(tu), _day(den), _number(truoc))
    if tep == "csv":
        text = await edge.run(_table, who, wanted)
        headers = {"Content-Disposition": 'attachment; filename="nhat-ky.csv"'}
        return Response(text.encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)
    rows, onward = await edge.run(log.newest, wanted)
    people, actions, kinds = await edge.run(log.choices)
    given = {"nguoi": nguoi, "viec": viec, "loai": loai, "so": so, "tu": tu, "den": den, "truoc": onward}
    query = urlencode({name: value for name, value in given.items() if value})
    return render(
        request, "office/log.html", rows=rows, people=people, actions=actions, kinds=kinds, chosen=wanted,
        onward=f"{HOME}?{query}" if onward else "",
    )  # fmt: skip


def _table(session: Session, who: Who, wanted: Wanted) -> str:
    text = io.StringIO(newline="")
    log.write_table(session, who, text, wanted)
    return text.getvalue()


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
