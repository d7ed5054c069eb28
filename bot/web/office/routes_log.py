"""«Nhật ký»: what everybody did, for admins. There is no way to change it."""

import io
from functools import partial
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.accounts.filters import csv_file, day_of, number_of
from bot.web.accounts.guard import Acting
from bot.web.accounts.page import known_word
from bot.web.api.access import SharedEdge
from bot.web.office import log
from bot.web.office.log import Wanted
from bot.web.office.page import render
from bot.web.words import lang_of

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
    wanted = Wanted(number_of(nguoi), viec, loai, so.strip(), day_of(tu), day_of(den), number_of(truoc))
    if tep == "csv":
        return csv_file("nhat-ky", await edge.run(_table, who, wanted))
    rows, onward = await edge.run(log.newest, wanted)
    people, actions, kinds = await edge.run(log.choices)
    named = partial(known_word, "office", lang_of(request))
    given = {"nguoi": nguoi, "viec": viec, "loai": loai, "so": so, "tu": tu, "den": den, "truoc": onward}
    query = urlencode({name: value for name, value in given.items() if value})
    return render(
        request, "office/log.html", rows=rows, people=people, chosen=wanted,
        actions=[(each, named("action", each)) for each in actions],
        kinds=[(each, named("object", each)) for each in kinds],
        onward=f"{HOME}?{query}" if onward else "",
    )  # fmt: skip


def _table(session: Session, who: Who, wanted: Wanted) -> str:
    text = io.StringIO(newline="")
    log.write_table(session, who, text, wanted)
    return text.getvalue()
