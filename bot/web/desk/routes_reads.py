"""«Nhật ký xem»: who saw what of citizens, for team leads and admins."""

import io
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.accounts.filters import csv_file, day_of, number_of, people
from bot.web.accounts.guard import Acting
from bot.web.api.access import SharedEdge
from bot.web.desk import read_log, reads
from bot.web.desk.page import render
from bot.web.desk.read_log import Wanted
from bot.web.words import lang_of

router = APIRouter()


@router.get("/quan-tri/nhat-ky-xem")
async def page(
    request: Request,
    edge: SharedEdge,
    who: Acting,
    account: Annotated[str, Query(alias="nguoi", max_length=9)] = "",
    since: Annotated[str, Query(alias="tu", max_length=10)] = "",
    until: Annotated[str, Query(alias="den", max_length=10)] = "",
    conversation: Annotated[str, Query(alias="cuoc", max_length=32)] = "",
    form: Annotated[Literal["", "csv"], Query(alias="tep")] = "",
) -> Response:
    """The rows that were asked for; taking them along as a file is a row itself."""
    wanted = Wanted(number_of(account), day_of(since), day_of(until), conversation.strip())
    lang = lang_of(request)
    if form == "csv":
        return csv_file("nhat-ky-xem", await edge.run(_table, who, wanted, lang))
    rows, more = await edge.run(read_log.newest, wanted, lang)
    return render(request, "reads.html", rows=rows, more=more, people=await edge.run(people), chosen=wanted)


def _table(session: Session, who: Who, wanted: Wanted, lang: str) -> str:
    text = io.StringIO(newline="")
    read_log.write_table(session, text, wanted, lang)
    reads.write(session, who, "export", wanted.conversation or None, "copy", detail="reads")
    return text.getvalue()
